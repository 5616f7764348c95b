package dev.fieldsync.campaignworker.watch;

import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** A worker that does not get to look after campaigns is of no use, whatever the reason. */
@Component
class WatchHealthIndicator implements HealthIndicator {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final WatchThread thread;
  private final Clock clock;

  WatchHealthIndicator(WatchThread thread, Clock clock) {
    this.thread = thread;
    this.clock = clock;
  }

  @Override
  public Health health() {
    Duration silence = Duration.between(thread.lastTurn(), clock.instant());
    Health.Builder health = silence.compareTo(PATIENCE) < 0 ? Health.up() : Health.down();
    return health.withDetail("lastTurn", thread.lastTurn()).build();
  }
}
