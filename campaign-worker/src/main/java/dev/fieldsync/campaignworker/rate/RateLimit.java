package dev.fieldsync.campaignworker.rate;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/**
 * One worker's part in a rate that all workers share: asks for as many calls as there are to make,
 * and remembers when it makes sense to ask again. Thread-safe; one thread at a time asks the
 * database.
 */
public final class RateLimit {

  private final SharedRates rates;
  private final String key;
  private final int perSecond;
  private final LongSupplier nanoTime;

  /** Asked for in vain, or nearly: others are asking too, and all of them should ask less often. */
  private static final long SHORTEST_WAIT_NANOS = 10_000_000;

  private static final long LONGEST_WAIT_NANOS = SharedRates.USABLE.toNanos();

  private long nextTake;
  private long waitNanos = SHORTEST_WAIT_NANOS;

  /**
   * Makes a part.
   *
   * @param key what is limited: {@code campaign:<id>} or {@code provider:<name>}; the same in all
   *     workers
   * @param perSecond the limit of all workers together, at least 1
   */
  public RateLimit(SharedRates rates, String key, int perSecond) {
    this(rates, key, perSecond, System::nanoTime);
  }

  RateLimit(SharedRates rates, String key, int perSecond, LongSupplier nanoTime) {
    if (perSecond < 1) {
      throw new IllegalArgumentException("A rate is at least 1 per second, not " + perSecond);
    }
    this.rates = rates;
    this.key = key;
    this.perSecond = perSecond;
    this.nanoTime = nanoTime;
    this.nextTake = nanoTime.getAsLong();
  }

  /**
   * Asks whether calls may be made now. What is granted is for calls that begin at once, on this
   * thread or on others that wait for nothing: it is worth nothing some milliseconds later.
   *
   * @param wanted how many calls there are to make
   * @return how many may be made, 0 to {@code wanted}
   */
  public synchronized int acquire(int wanted) {
    long asked = nanoTime.getAsLong();
    if (wanted < 1 || asked - nextTake < 0) {
      return 0;
    }
    SharedRates.Taken taken = rates.take(key, perSecond, wanted);
    if (taken.tokens() < wanted) {
      waitNanos = nextWait(taken.tokens());
      long jittered = waitNanos / 2 + ThreadLocalRandom.current().nextLong(waitNanos);
      long refilled = Math.min(taken.nextIn().toNanos(), SharedRates.SLICE.toNanos());
      nextTake = asked + Math.max(jittered, refilled);
    }
    // From the question on, since the answer was given after it: one that took too long has lapsed.
    boolean hasLapsed = nanoTime.getAsLong() - asked >= SharedRates.USABLE.toNanos() / 2;
    return hasLapsed ? 0 : taken.tokens();
  }

  /** Longer after less than what comes in in a hundredth of a second, shorter after twice that. */
  private long nextWait(int tokens) {
    if (tokens * 100L < perSecond) {
      return Math.min(2 * waitNanos, LONGEST_WAIT_NANOS);
    }
    return tokens * 50L < perSecond ? waitNanos : Math.max(waitNanos / 2, SHORTEST_WAIT_NANOS);
  }

  /** Returns how long it makes no sense to ask again, zero when there may be something now. */
  public synchronized Duration retryAfter() {
    return Duration.ofNanos(Math.max(0, nextTake - nanoTime.getAsLong()));
  }
}
