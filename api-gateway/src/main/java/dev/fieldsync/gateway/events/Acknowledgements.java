package dev.fieldsync.gateway.events;

import dev.fieldsync.shared.update.TemplateEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Passes on that senders were told; what a listener does never reaches them. Thread-safe. */
@Component
public class Acknowledgements {

  private static final Logger log = LoggerFactory.getLogger(Acknowledgements.class);

  private final List<AcknowledgementListener> listeners;
  private final Clock clock;

  Acknowledgements(ObjectProvider<AcknowledgementListener> listeners, Clock clock) {
    this.listeners = listeners.orderedStream().toList();
    this.clock = clock;
  }

  /** Notes that a sender gets its answer now. */
  public void answered(TemplateEvent event) {
    Instant now = clock.instant();
    for (AcknowledgementListener listener : listeners) {
      try {
        listener.onAcknowledged(event, now);
      } catch (RuntimeException e) {
        log.atError()
            .setCause(e)
            .log("A listener failed on an acknowledgement; the answer goes on");
      }
    }
  }
}
