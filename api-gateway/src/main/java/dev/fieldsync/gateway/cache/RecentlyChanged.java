package dev.fieldsync.gateway.cache;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** The templates that changed last, and when. Bounded and thread-safe. */
final class RecentlyChanged {

  private static final int MAX_TEMPLATES = 1_000;

  private final ReentrantLock lock = new ReentrantLock();

  /** In the order of the last change; guarded by the lock. */
  private final Map<UUID, Long> changedAt = new LinkedHashMap<>();

  /**
   * Notes a change.
   *
   * @param now monotonic time in nanoseconds
   */
  void add(UUID templateId, long now) {
    lock.lock();
    try {
      changedAt.remove(templateId);
      changedAt.put(templateId, now);
      Iterator<UUID> eldest = changedAt.keySet().iterator();
      while (changedAt.size() > MAX_TEMPLATES) {
        eldest.next();
        eldest.remove();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Returns those that changed within a time before now, in nanoseconds. */
  List<UUID> within(Duration time, long now) {
    lock.lock();
    try {
      return changedAt.entrySet().stream()
          .filter(each -> now - each.getValue() < TimeUnit.NANOSECONDS.convert(time))
          .map(Map.Entry::getKey)
          .toList();
    } finally {
      lock.unlock();
    }
  }
}
