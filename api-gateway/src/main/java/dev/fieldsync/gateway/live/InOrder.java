package dev.fieldsync.gateway.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Puts records of several lanes into the order in which they tell a story: by time, each lane in
 * its own order, and no outcome before its request, whatever the clocks say. Not thread-safe.
 */
final class InOrder {

  private final Map<Integer, Deque<ReadRecord>> lanes = new TreeMap<>();

  /** The lanes of the requests that are still to come. */
  private final Map<UUID, Integer> requests = new HashMap<>();

  private final List<ReadRecord> ordered;

  private InOrder(Collection<ReadRecord> records) {
    ordered = new ArrayList<>(records.size());
    for (ReadRecord record : records) {
      lanes.computeIfAbsent(record.lane(), lane -> new ArrayDeque<>()).add(record);
      if (record.request() != null) {
        requests.putIfAbsent(record.request(), record.lane());
      }
    }
  }

  /** Returns the records in order; those of one lane must be given in the lane's order. */
  static List<ReadRecord> of(Collection<ReadRecord> records) {
    InOrder order = new InOrder(records);
    while (order.ordered.size() < records.size()) {
      order.takeEarliest();
    }
    return order.ordered;
  }

  private void takeEarliest() {
    Deque<ReadRecord> earliest = null;
    long time = Long.MAX_VALUE;
    for (Deque<ReadRecord> lane : lanes.values()) {
      ReadRecord head = lane.peekFirst();
      if (head != null && (earliest == null || head.timestamp() < time)) {
        earliest = lane;
        time = head.timestamp();
      }
    }
    if (earliest == null) {
      throw new IllegalStateException("Nothing is left to be put in order");
    }
    UUID follows = earliest.getFirst().follows();
    while (follows != null && requests.containsKey(follows)) {
      // A request follows nothing, so its lane can always go on.
      take(lanes.getOrDefault(requests.get(follows), earliest));
    }
    take(earliest);
  }

  private void take(Deque<ReadRecord> lane) {
    ReadRecord record = lane.removeFirst();
    ordered.add(record);
    if (record.request() != null) {
      requests.remove(record.request());
    }
  }
}
