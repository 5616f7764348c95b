package dev.fieldsync.scenarios.bench.jpa;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.node.ObjectNode;

/**
 * Updates with an optimistic lock: tried at once, then after about 100, 200 and 400 ms, each give
 * or take a fifth; then the sender gets 409.
 */
@Service
class PeerUpdates {

  private static final List<Integer> RETRY_AFTER_MS = List.of(100, 200, 400);
  private static final double JITTER = 0.2;

  private final PeerTemplates templates;
  private final TransactionTemplate transaction;

  PeerUpdates(PeerTemplates templates, TransactionTemplate transaction) {
    this.templates = templates;
    this.transaction = transaction;
  }

  PeerTemplate create(UUID id, ObjectNode body) {
    PeerTemplate template = new PeerTemplate(id);
    template.merge(body, now());
    return templates.save(template);
  }

  PeerTemplate update(UUID id, ObjectNode patch) {
    for (int delay : RETRY_AFTER_MS) {
      try {
        return attempt(id, patch);
      } catch (OptimisticLockingFailureException e) {
        pause(delay);
      }
    }
    try {
      return attempt(id, patch);
    } catch (OptimisticLockingFailureException e) {
      throw new ResponseStatusException(
          HttpStatus.CONFLICT, "Others were faster each time; read and try again", e);
    }
  }

  private PeerTemplate attempt(UUID id, ObjectNode patch) {
    return transaction.execute(
        status -> {
          PeerTemplate template =
              templates
                  .findById(id)
                  .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
          template.merge(patch, now());
          // Here, so that the version in the answer is the one that was written.
          templates.flush();
          return template;
        });
  }

  /** As exact as the column. */
  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS);
  }

  private static void pause(int milliseconds) {
    double factor = 1 + ThreadLocalRandom.current().nextDouble(-JITTER, JITTER);
    try {
      TimeUnit.MICROSECONDS.sleep(Math.round(milliseconds * 1_000 * factor));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting to try again", e);
    }
  }
}
