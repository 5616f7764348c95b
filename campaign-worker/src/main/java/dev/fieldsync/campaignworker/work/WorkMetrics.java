package dev.fieldsync.campaignworker.work;

import dev.fieldsync.campaignworker.job.Ending;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.function.IntSupplier;
import org.springframework.stereotype.Component;

/** Numbers of one worker. Thread-safe. */
@Component
class WorkMetrics {

  private final MeterRegistry meters;
  private final Counter lost;

  WorkMetrics(MeterRegistry meters) {
    this.meters = meters;
    this.lost =
        Counter.builder("fieldsync.campaign.claims.lost")
            .description("Claims that others have, since this worker was taken for dead")
            .register(meters);
  }

  /** Shows how many jobs are begun. */
  void inFlight(IntSupplier jobs) {
    Gauge.builder("fieldsync.campaign.jobs.in.flight", jobs::getAsInt)
        .description("Jobs that are begun and have not come back")
        .register(meters);
  }

  /** Shows how many jobs may be begun at once. */
  void maxInFlight(int jobs) {
    Gauge.builder("fieldsync.campaign.jobs.max.in.flight", () -> jobs)
        .description("Jobs that may be begun and not come back at once, max-in-flight")
        .strongReference(true)
        .register(meters);
  }

  /** Shows how many jobs are held. */
  void held(IntSupplier jobs) {
    Gauge.builder("fieldsync.campaign.jobs.held", jobs::getAsInt)
        .description("Jobs that this worker has claimed and not ended")
        .register(meters);
  }

  void ended(Ending ending, Ending.Fate fate) {
    meters
        .counter(
            "fieldsync.campaign.steps",
            "kind",
            ending.claim().step().kind().code(),
            "ending",
            ending.getClass().getSimpleName().toLowerCase(Locale.ROOT),
            "fate",
            fate.name().toLowerCase(Locale.ROOT))
        .increment();
  }

  void lost(int claims) {
    lost.increment(claims);
  }
}
