package dev.fieldsync.gateway.update;

import dev.fieldsync.gateway.events.AcknowledgementListener;
import dev.fieldsync.shared.update.TemplateEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/**
 * Remembers when this gateway told senders what became of their updates: the first time, of the
 * latest {@value #KEPT} updates. Thread-safe.
 */
@Component
class AnswerTimes implements AcknowledgementListener {

  private static final int KEPT = 10_000;

  private final ReentrantLock lock = new ReentrantLock();

  private final Map<UUID, Instant> times =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Instant> eldest) {
          return size() > KEPT;
        }
      };

  @Override
  public void onAcknowledged(TemplateEvent event, Instant at) {
    lock.lock();
    try {
      times.putIfAbsent(event.updateId(), at.truncatedTo(ChronoUnit.MICROS));
    } finally {
      lock.unlock();
    }
  }

  Optional<Instant> of(UUID updateId) {
    lock.lock();
    try {
      return Optional.ofNullable(times.get(updateId));
    } finally {
      lock.unlock();
    }
  }
}
