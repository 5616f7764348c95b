package dev.fieldsync.gateway.stats;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Throughput, latency and queues of the last five minutes, about a sample a second, so that a page
 * that is opened shows what was before it. Bounded, thread-safe, asks nobody.
 */
@Component
class RecentNumbers {

  static final int SAMPLES = 300;

  private final UpdateNumbers updates;
  private final Queues queues;
  private final Clock clock;

  /** Guarded by this, as the others. */
  private final Deque<Sample> samples = new ArrayDeque<>(SAMPLES);

  private Instant sampledAt;
  private long decidedThen;

  RecentNumbers(UpdateNumbers updates, Queues queues, Clock clock) {
    this.updates = updates;
    this.queues = queues;
    this.clock = clock;
    sampledAt = clock.instant();
    decidedThen = decided();
  }

  /** Knows what waits, without asking for it. */
  interface Queues {

    /** Returns what was waiting some seconds ago. */
    Waiting waiting();
  }

  /**
   * What waits.
   *
   * @param updates that no worker has finished, {@code null} when that is not known
   * @param jobs of campaigns that can be done now or are being done, {@code null} as well
   */
  record Waiting(@Nullable Long updates, @Nullable Long jobs) {

    static final Waiting UNKNOWN = new Waiting(null, null);
  }

  /**
   * How it was for about a second.
   *
   * @param at its end (our clock)
   * @param updatesPerSecond decided since the sample before, whichever gateway accepted them
   * @param p50 milliseconds that senders waited for this gateway's answers in about the minute
   *     before; {@code null}, as the others, when there was none
   * @param pendingUpdates as in {@link Waiting}, of some seconds before
   * @param readyJobs the same
   */
  record Sample(
      Instant at,
      double updatesPerSecond,
      @Nullable Double p50,
      @Nullable Double p95,
      @Nullable Double p99,
      @Nullable Long pendingUpdates,
      @Nullable Long readyJobs) {}

  /** Takes a sample, unless the clock was set back meanwhile. */
  synchronized void runOnce() {
    Instant now = clock.instant();
    long decidedNow = decided();
    long sinceMs = Duration.between(sampledAt, now).toMillis();
    if (sinceMs > 0) {
      add(now, (decidedNow - decidedThen) * 1_000.0 / sinceMs);
    }
    sampledAt = now;
    decidedThen = decidedNow;
  }

  private void add(Instant at, double perSecond) {
    if (samples.size() == SAMPLES) {
      samples.removeFirst();
    }
    UpdateNumbers.Latency latency = updates.latency();
    double rounded = Math.round(perSecond * 10) / 10.0;
    Waiting waiting = queues.waiting();
    samples.addLast(
        new Sample(
            at,
            rounded,
            latency.p50(),
            latency.p95(),
            latency.p99(),
            waiting.updates(),
            waiting.jobs()));
  }

  /** Returns the samples, the oldest first. */
  synchronized List<Sample> all() {
    return List.copyOf(samples);
  }

  private long decided() {
    return updates.decided().values().stream().mapToLong(Long::longValue).sum();
  }
}
