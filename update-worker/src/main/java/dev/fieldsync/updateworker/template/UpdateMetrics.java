package dev.fieldsync.updateworker.template;

import dev.fieldsync.shared.update.Attempt;
import dev.fieldsync.shared.update.TemplateEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/**
 * How often updates had to be tried. {@code fieldsync.update.worker.attempts} has a value for each
 * decided update, from 1 to {@value UpdateRetry#MAX_ATTEMPTS}, with a bucket for each number; one
 * that is delivered again counts once. {@code fieldsync.update.worker.misses} counts the attempts
 * on a template that were in vain, by {@code reason}: {@code version-miss}, somebody else had
 * changed it between our read and our write, or {@code database-error}. Thread-safe.
 */
@Component
class UpdateMetrics {

  private final DistributionSummary attempts;
  private final Counter versionMisses;
  private final Counter databaseErrors;

  UpdateMetrics(MeterRegistry registry) {
    attempts =
        DistributionSummary.builder("fieldsync.update.worker.attempts")
            .description("Attempts that an update took until it was decided")
            .serviceLevelObjectives(1, 2, 3, UpdateRetry.MAX_ATTEMPTS)
            .register(registry);
    versionMisses = misses(registry, Attempt.Outcome.VERSION_MISS);
    databaseErrors = misses(registry, Attempt.Outcome.DATABASE_ERROR);
  }

  private static Counter misses(MeterRegistry registry, Attempt.Outcome reason) {
    return Counter.builder("fieldsync.update.worker.misses")
        .description("Attempts on a template that were in vain")
        .tag("reason", reason.code())
        .register(registry);
  }

  /** Counts what an update took, unless it was decided at an earlier delivery. */
  void decided(Decided decided) {
    TemplateEvent event = decided.event();
    if (decided.record() != null) {
      attempts.record(event.attempts().size());
    }
  }

  /**
   * Counts templates that one attempt could not write.
   *
   * @throws IllegalArgumentException when the outcome is none of an attempt in vain
   */
  void missed(int templates, Attempt.Outcome reason) {
    switch (reason) {
      case VERSION_MISS -> versionMisses.increment(templates);
      case DATABASE_ERROR -> databaseErrors.increment(templates);
      case APPLIED, REFUSED -> throw new IllegalArgumentException(reason + " is not in vain");
    }
  }
}
