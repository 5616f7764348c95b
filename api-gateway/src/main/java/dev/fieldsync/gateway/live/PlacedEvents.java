package dev.fieldsync.gateway.live;

import java.util.ArrayList;
import java.util.List;

/**
 * Events with their places.
 *
 * @param events in order
 * @param end the position behind all of them
 */
record PlacedEvents(List<LiveEvent> events, LogPosition end) {

  /** Gives the events of records that follow on a position their places; seen ones are left out. */
  static PlacedEvents of(List<ReadRecord> ordered, LogPosition from) {
    List<LiveEvent> events = new ArrayList<>(ordered.size() * 4);
    LogPosition position = from;
    for (ReadRecord record : ordered) {
      int count = record.events().size();
      for (int index = 0; index < count; index++) {
        if (!from.includes(record.lane(), record.offset(), index)) {
          LifeEvent event = record.events().get(index);
          position = position.after(record.lane(), record.offset(), index, index + 1 == count);
          events.add(new LiveEvent(event, record.lane(), record.offset(), index, position));
        }
      }
      position = position.at(record.lane(), record.offset() + 1);
    }
    return new PlacedEvents(events, position);
  }
}
