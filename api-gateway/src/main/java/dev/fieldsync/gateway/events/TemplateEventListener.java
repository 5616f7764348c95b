package dev.fieldsync.gateway.events;

import dev.fieldsync.shared.update.ProcessingOutcome;
import dev.fieldsync.shared.update.TemplateEvent;
import java.time.Instant;
import java.util.UUID;

/**
 * Is told of every event, in order per template, on one thread. Listeners are called in the order
 * of {@link org.springframework.core.annotation.Order}: caches first, then those who tell people.
 */
public interface TemplateEventListener {

  /** An update was decided, or the background processor made a version. */
  default void onEvent(TemplateEvent event) {}

  /** The same, published at this time by the publisher's clock. */
  default void onEvent(TemplateEvent event, Instant publishedAt) {
    onEvent(event);
  }

  /** A run of the background processing ended; the version that it made was told before. */
  default void onProcessing(ProcessingOutcome outcome) {}

  /** Something happened to this template that we could not read. */
  default void onUnreadable(UUID templateId) {}

  /** Events may have been missed. */
  default void onGap() {}
}
