package dev.fieldsync.gateway.events;

import dev.fieldsync.shared.update.TemplateEvent;
import java.time.Instant;
import java.util.UUID;

/**
 * Is told of every event, in order per template, on one thread. Listeners are called in the order
 * of {@link org.springframework.core.annotation.Order}: caches first, then those who tell people.
 */
public interface TemplateEventListener {

  /** An update was decided. */
  void onEvent(TemplateEvent event);

  /** An update was decided, and published at this time by the publisher's clock. */
  default void onEvent(TemplateEvent event, Instant publishedAt) {
    onEvent(event);
  }

  /** Something happened to this template that we could not read. */
  default void onUnreadable(UUID templateId) {}

  /** Events may have been missed. */
  default void onGap() {}
}
