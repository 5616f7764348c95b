package dev.fieldsync.cachesync.simulation;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that passes when told, and what is to happen in it. */
final class VirtualTime {

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::number));
  private long now;
  private long number;

  VirtualTime(long start) {
    now = start;
  }

  private record Event(long at, long number, Runnable action) {}

  long now() {
    return now;
  }

  void after(long millis, Runnable action) {
    events.add(new Event(now + millis, number++, action));
  }

  void run(long millis) {
    long end = now + millis;
    while (!events.isEmpty() && events.element().at() <= end) {
      Event next = events.remove();
      now = Math.max(now, next.at());
      next.action().run();
    }
    now = end;
  }

  /** Passes time in which nothing happens. */
  void jump(long millis) {
    events.clear();
    now += millis;
  }
}
