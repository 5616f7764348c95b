package dev.fieldsync.gateway.events;

import dev.fieldsync.shared.update.TemplateEvent;
import java.time.Instant;

/** Is told when this gateway tells a sender what became of its update. Must be quick. */
public interface AcknowledgementListener {

  /**
   * A sender gets its answer.
   *
   * @param event what became of the update
   * @param at when (our clock)
   */
  void onAcknowledged(TemplateEvent event, Instant at);
}
