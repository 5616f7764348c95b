package dev.fieldsync.gateway.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The latest events, for all watchers together: one writer, any number of readers, each with a
 * cursor of its own. Bounded in number and memory; the oldest event goes whether everybody has read
 * it or not, so nobody can hold up anybody. Thread-safe.
 */
@Component
class EventRing {

  private static final int BATCH = 500;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private final @Nullable LiveEvent[] slots;
  private final long maxBytes;
  private long bytes;
  private long first;
  private long next;

  /** What lies before this is not in the ring; {@code null} while the logs are not followed. */
  private @Nullable LogPosition start;

  private @Nullable LogPosition tail;

  EventRing(LiveProperties properties) {
    this.slots = new LiveEvent[properties.ringEvents()];
    this.maxBytes = properties.ringSize().toBytes();
  }

  /**
   * Where the ring stands.
   *
   * @param start what lies before this is not in the ring
   * @param tail the logs have been followed to here
   * @param oldest the cursor of the oldest event
   * @param next the cursor of the event that comes next
   */
  record State(LogPosition start, LogPosition tail, long oldest, long next) {}

  /**
   * What a reader gets.
   *
   * @param events in order; empty when none came in time
   * @param next the cursor to go on from
   * @param tail the logs have been followed to here by those who have read everything, {@code null}
   *     for those who have not
   */
  record Batch(List<LiveEvent> events, long next, @Nullable LogPosition tail) {}

  /** Begins anew at a position; who is still reading has missed something. */
  void restart(LogPosition position) {
    lock.lock();
    try {
      clear();
      start = position;
      tail = position;
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The logs are not followed any more. */
  void close() {
    lock.lock();
    try {
      clear();
      start = null;
      tail = null;
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void clear() {
    java.util.Arrays.fill(slots, null);
    bytes = 0;
    // A cursor that points to the next event is one too old now.
    next++;
    first = next;
  }

  /** Adds events; the logs have been followed to the tail. */
  void append(List<LiveEvent> events, LogPosition newTail) {
    lock.lock();
    try {
      for (LiveEvent event : events) {
        while (next - first >= slots.length || (bytes > maxBytes && next > first)) {
          evictOldest();
        }
        slots[slot(next)] = event;
        bytes += event.weight();
        next++;
      }
      tail = newTail;
      if (!events.isEmpty()) {
        news.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  private void evictOldest() {
    LiveEvent oldest = at(first);
    slots[slot(first)] = null;
    bytes -= oldest.weight();
    start = oldest.position();
    first++;
  }

  private int slot(long cursor) {
    return (int) (cursor % slots.length);
  }

  private LiveEvent at(long cursor) {
    LiveEvent event = slots[slot(cursor)];
    if (event == null) {
      throw new IllegalStateException("No event at " + cursor);
    }
    return event;
  }

  /** Waits until the logs are followed and returns where the ring stands; empty if not in time. */
  Optional<State> awaitState(long patienceMs) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = TimeUnit.MILLISECONDS.toNanos(patienceMs);
      while (start == null && left > 0) {
        left = news.awaitNanos(left);
      }
      LogPosition from = start;
      LogPosition to = tail;
      return from == null || to == null
          ? Optional.empty()
          : Optional.of(new State(from, to, first, next));
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for events.
   *
   * @return empty when what the cursor points at is gone
   */
  Optional<Batch> read(long cursor, long patienceMs) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = TimeUnit.MILLISECONDS.toNanos(patienceMs);
      while (cursor == next && left > 0) {
        left = news.awaitNanos(left);
      }
      if (cursor < first) {
        return Optional.empty();
      }
      long end = Math.min(next, cursor + BATCH);
      List<LiveEvent> events = new ArrayList<>((int) (end - cursor));
      for (long each = cursor; each < end; each++) {
        events.add(at(each));
      }
      return Optional.of(new Batch(events, end, end == next ? tail : null));
    } finally {
      lock.unlock();
    }
  }
}
