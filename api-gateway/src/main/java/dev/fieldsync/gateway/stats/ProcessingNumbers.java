package dev.fieldsync.gateway.stats;

import dev.fieldsync.gateway.events.TemplateEventListener;
import dev.fieldsync.shared.update.ProcessingOutcome;
import dev.fieldsync.shared.update.ProcessingOutcome.Result;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Counts how the runs of the background processing end: all of them, since every gateway reads
 * every outcome. Since its start. Thread-safe.
 */
@Component
class ProcessingNumbers implements TemplateEventListener {

  private final Map<Result, Counter> outcomes = new EnumMap<>(Result.class);
  private final Counter changed;

  ProcessingNumbers(MeterRegistry meters) {
    for (Result result : Result.values()) {
      outcomes.put(
          result, meters.counter("fieldsync.processing.outcomes", "result", result.code()));
    }
    changed = meters.counter("fieldsync.processing.versions");
  }

  @Override
  public void onProcessing(ProcessingOutcome outcome) {
    Counter counter = outcomes.get(outcome.result());
    if (counter != null) {
      counter.increment();
    }
    if (outcome.changed()) {
      changed.increment();
    }
  }

  long count(Result result) {
    Counter counter = outcomes.get(result);
    return counter == null ? 0 : (long) counter.count();
  }

  /** Returns how many runs made a version. */
  long changed() {
    return (long) changed.count();
  }
}
