package dev.fieldsync.fieldprocessor.processing;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * The processor's numbers: {@code fieldsync.processing.runs} by result, and {@code
 * fieldsync.processing.delay}, from when a template was due to when it was done. Thread-safe.
 */
@Component
class ProcessingMetrics {

  private final Map<Ending.Kind, Counter> runs = new EnumMap<>(Ending.Kind.class);
  private final Timer delay;

  ProcessingMetrics(MeterRegistry meters) {
    for (Ending.Kind kind : Ending.Kind.values()) {
      runs.put(kind, meters.counter("fieldsync.processing.runs", "result", kind.code()));
    }
    delay =
        Timer.builder("fieldsync.processing.delay")
            .description("From when a template was due to when it was done")
            .publishPercentileHistogram()
            .minimumExpectedValue(Duration.ofMillis(1))
            .maximumExpectedValue(Duration.ofMinutes(10))
            .register(meters);
  }

  void ended(Ending ending) {
    Counter counter = runs.get(ending.kind());
    if (counter != null) {
      counter.increment();
    }
    if (ending.kind().isDone()) {
      Duration late = Duration.between(ending.claim().dueAt(), ending.at());
      delay.record(late.isNegative() ? Duration.ZERO : late);
    }
  }
}
