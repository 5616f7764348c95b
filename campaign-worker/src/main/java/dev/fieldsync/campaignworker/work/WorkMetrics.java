package dev.fieldsync.campaignworker.work;

import dev.fieldsync.campaigns.workflow.StepKind;
import dev.fieldsync.campaignworker.job.Ending;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import org.springframework.stereotype.Component;

/** Numbers of one worker. Thread-safe. */
@Component
class WorkMetrics {

  private final MeterRegistry meters;
  private final Counter lost;

  /** The registry's own look-up costs as much as all else that is done for a job here. */
  private final Map<Step, Counter> steps = new ConcurrentHashMap<>();

  private record Step(StepKind kind, Class<? extends Ending> ending, Ending.Fate fate) {}

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
    steps
        .computeIfAbsent(
            new Step(ending.claim().step().kind(), ending.getClass(), fate), this::counter)
        .increment();
  }

  private Counter counter(Step step) {
    return meters.counter(
        "fieldsync.campaign.steps",
        "kind",
        step.kind().code(),
        "ending",
        step.ending().getSimpleName().toLowerCase(Locale.ROOT),
        "fate",
        step.fate().name().toLowerCase(Locale.ROOT));
  }

  void lost(int claims) {
    lost.increment(claims);
  }
}
