package dev.fieldsync.shared.update;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * When an update passed its stations, in microseconds as the database keeps them: an event is the
 * same whether it is published right away or after it was read again.
 *
 * @param acceptedAt the gateway took it (gateway clock)
 * @param queuedAt it was put into the request log (gateway clock); {@code null} for updates of
 *     before this was kept
 * @param startedAt a worker first looked at it (worker clock)
 * @param decidedAt it was decided (database clock)
 */
public record Timings(
    Instant acceptedAt, @Nullable Instant queuedAt, Instant startedAt, Instant decidedAt) {

  /** Cuts off what the database would not keep. */
  public Timings {
    acceptedAt = acceptedAt.truncatedTo(ChronoUnit.MICROS);
    queuedAt = queuedAt == null ? null : queuedAt.truncatedTo(ChronoUnit.MICROS);
    startedAt = startedAt.truncatedTo(ChronoUnit.MICROS);
    decidedAt = decidedAt.truncatedTo(ChronoUnit.MICROS);
  }
}
