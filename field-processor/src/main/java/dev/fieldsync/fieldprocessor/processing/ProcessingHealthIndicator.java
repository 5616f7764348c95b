package dev.fieldsync.fieldprocessor.processing;

import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** A processor that takes no turns is of no use, whatever the reason. */
@Component
class ProcessingHealthIndicator implements HealthIndicator {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ProcessingThreads threads;
  private final Clock clock;

  ProcessingHealthIndicator(ProcessingThreads threads, Clock clock) {
    this.threads = threads;
    this.clock = clock;
  }

  @Override
  public Health health() {
    Duration silence = Duration.between(threads.lastTurn(), clock.instant());
    Health.Builder health = silence.compareTo(PATIENCE) < 0 ? Health.up() : Health.down();
    return health.withDetail("lastTurn", threads.lastTurn()).build();
  }
}
