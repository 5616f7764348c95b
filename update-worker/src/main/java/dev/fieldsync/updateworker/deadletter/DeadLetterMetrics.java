package dev.fieldsync.updateworker.deadletter;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/**
 * Counts dead letters as they are kept, {@code fieldsync.dead.letters} by {@code kind}: each once,
 * by the worker that kept it. Anything but a flat line is worth an alert.
 */
@Component
class DeadLetterMetrics {

  private final Counter unreadable;
  private final Counter unwritable;

  DeadLetterMetrics(MeterRegistry registry) {
    unreadable = counter(registry, DeadLetter.Kind.UNREADABLE);
    unwritable = counter(registry, DeadLetter.Kind.UNWRITABLE);
  }

  void added(DeadLetter letter) {
    switch (letter.kind()) {
      case UNREADABLE -> unreadable.increment();
      case UNWRITABLE -> unwritable.increment();
    }
  }

  private static Counter counter(MeterRegistry registry, DeadLetter.Kind kind) {
    return Counter.builder("fieldsync.dead.letters")
        .description("Dead letters that this worker kept for people to decide on")
        .tag("kind", kind.code())
        .register(registry);
  }
}
