package dev.fieldsync.campaignworker.work;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * How many jobs of each campaign this worker has begun lately, and so how many it should have at
 * hand: about what it begins in half a second. So nothing lies about for long that somebody else
 * could do, a pause holds soon, and a campaign that is held back by its limits takes no room from
 * others. Thread-safe.
 */
final class Pace {

  private static final long WINDOW_NANOS = 500_000_000;
  private static final long IDLE_NANOS = 10_000_000_000L;

  /** To begin with; twice as many whenever all were begun at once. */
  private static final int LEAST = 4;

  private static final int MOST = 2_000;

  private final LongSupplier nanoTime;
  private final Map<UUID, Window> windows = new HashMap<>();

  private static final class Window {
    long since;
    long begunAt;
    int begun;
    int before;

    Window(long since) {
      this.since = since;
      this.begunAt = since;
    }
  }

  Pace(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Notes that there are jobs to begin. */
  synchronized void claimed(UUID campaignId) {
    windows.computeIfAbsent(campaignId, id -> new Window(nanoTime.getAsLong()));
  }

  /** Notes that jobs were begun. */
  synchronized void begun(UUID campaignId, int jobs) {
    Window window = windows.computeIfAbsent(campaignId, id -> new Window(nanoTime.getAsLong()));
    roll(window);
    window.begun += jobs;
    window.begunAt = jobs > 0 ? nanoTime.getAsLong() : window.begunAt;
  }

  /** Returns how many jobs of a campaign to have at hand. */
  synchronized int target(UUID campaignId) {
    Window window = windows.get(campaignId);
    if (window == null) {
      return LEAST;
    }
    roll(window);
    return Math.max(LEAST, Math.min(MOST, Math.max(2 * window.begun, window.before)));
  }

  /** Forgets the campaigns of which nothing was begun for ten seconds, and returns them. */
  synchronized Set<UUID> forgetIdle() {
    Set<UUID> idle = new HashSet<>();
    windows.forEach(
        (id, window) -> {
          if (nanoTime.getAsLong() - window.begunAt > IDLE_NANOS) {
            idle.add(id);
          }
        });
    windows.keySet().removeAll(idle);
    return idle;
  }

  private void roll(Window window) {
    long now = nanoTime.getAsLong();
    long age = now - window.since;
    if (age >= WINDOW_NANOS) {
      window.before = age < 2 * WINDOW_NANOS ? window.begun : 0;
      window.begun = 0;
      window.since = now;
    }
  }
}
