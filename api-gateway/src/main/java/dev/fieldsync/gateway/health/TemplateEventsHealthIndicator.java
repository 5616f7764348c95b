package dev.fieldsync.gateway.health;

import dev.fieldsync.gateway.events.TemplateEventTail;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** A gateway that does not follow the events must not be asked: it could not answer updates. */
@Component
class TemplateEventsHealthIndicator implements HealthIndicator {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final TemplateEventTail tail;
  private final Clock clock;

  TemplateEventsHealthIndicator(TemplateEventTail tail, Clock clock) {
    this.tail = tail;
    this.clock = clock;
  }

  @Override
  public Health health() {
    Duration silence = Duration.between(tail.lastPoll(), clock.instant());
    Health.Builder health = silence.compareTo(PATIENCE) < 0 ? Health.up() : Health.down();
    return health.withDetail("lastPoll", tail.lastPoll()).build();
  }
}
