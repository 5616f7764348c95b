package dev.fieldsync.gateway.stats;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What waits, as the brokers and the database said lately. Who wants to know it asks nobody; only
 * {@link #runOnce()} does, now and then. Thread-safe.
 */
@Component
class WaitingNumbers implements RecentNumbers.Queues {

  /** What was said longer ago is not known any more: who was asked since has not answered. */
  private static final Duration FRESH = Duration.ofSeconds(15);

  private final ConsumerLag lag;
  private final CampaignNumbers campaigns;
  private final Clock clock;

  private volatile @Nullable Heard latest;

  private record Heard(Instant at, RecentNumbers.Waiting waiting) {}

  WaitingNumbers(ConsumerLag lag, CampaignNumbers campaigns, Clock clock) {
    this.lag = lag;
    this.campaigns = campaigns;
    this.clock = clock;
  }

  /** Asks the brokers and the database; waits for them, but never for long. */
  void runOnce() {
    CampaignNumbers.Campaigns known = campaigns.current();
    Long jobs = known == null ? null : known.ready();
    latest =
        new Heard(
            clock.instant(), new RecentNumbers.Waiting(lag.current().updates().total(), jobs));
  }

  @Override
  public RecentNumbers.Waiting waiting() {
    Heard heard = latest;
    return heard == null || heard.at().plus(FRESH).isBefore(clock.instant())
        ? RecentNumbers.Waiting.UNKNOWN
        : heard.waiting();
  }
}
