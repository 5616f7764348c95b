package dev.fieldsync.campaignworker.work;

import dev.fieldsync.campaignworker.rate.RateLimit;
import dev.fieldsync.campaignworker.rate.SharedRates;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * This worker's parts in the rates of campaigns and providers, and which lanes rest because their
 * provider said so. Thread-safe.
 */
@Component
class Limits {

  private static final int MAX_REMEMBERED = 1_000;

  /** After that somebody tries again, whatever the provider said: one call shows how it is. */
  private static final Duration LONGEST_REST = Duration.ofSeconds(5);

  private final SharedRates rates;
  private final Map<String, RateLimit> limits =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, RateLimit> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };

  /** By lane, until when it rests, of this process's clock; there are as many as providers. */
  private final Map<String, Long> rests = new HashMap<>();

  Limits(SharedRates rates) {
    this.rates = rates;
  }

  /**
   * Asks how many calls may begin now.
   *
   * @param perSecond the limit, {@code null} for none
   * @return how many, 0 to {@code wanted}
   */
  int available(String key, @Nullable Integer perSecond, int wanted) {
    return perSecond == null || wanted < 1 ? wanted : limit(key, perSecond).available(wanted);
  }

  /**
   * Begins calls.
   *
   * @param perSecond the limit, {@code null} for none
   * @param calls how many, at most as many as were available a moment ago
   */
  void use(String key, @Nullable Integer perSecond, int calls) {
    if (perSecond != null && calls > 0) {
      limit(key, perSecond).use(calls);
    }
  }

  /**
   * Returns how long nothing can be available, in nanoseconds; 0 when there may be something.
   *
   * @param perSecond the limit, {@code null} for none
   */
  long waitNanos(String key, @Nullable Integer perSecond) {
    return perSecond == null ? 0 : limit(key, perSecond).retryAfter().toNanos();
  }

  /** Lets a lane rest as its provider asks, but not for long. */
  synchronized void rest(String lane, Duration time) {
    Duration rest = time.compareTo(LONGEST_REST) < 0 ? time : LONGEST_REST;
    rests.merge(
        lane, System.nanoTime() + rest.toNanos(), (one, other) -> one - other > 0 ? one : other);
  }

  /** Returns how long a lane still rests, in nanoseconds, 0 when it does not. */
  synchronized long restNanos(String lane) {
    Long until = rests.get(lane);
    long left = until == null ? 0 : Math.max(0, until - System.nanoTime());
    if (left == 0) {
      rests.remove(lane);
    }
    return left;
  }

  private synchronized RateLimit limit(String key, int perSecond) {
    return limits.computeIfAbsent(key, each -> new RateLimit(rates, each, perSecond));
  }
}
