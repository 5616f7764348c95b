package dev.fieldsync.gateway.processing;

import dev.fieldsync.gateway.caller.Caller;
import dev.fieldsync.gateway.problem.ProblemException;
import dev.fieldsync.gateway.processing.Backfill.Status;
import dev.fieldsync.gateway.processing.ProcessingBodies.BackfillWish;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Starts backfills, no two that overlap, and pauses, resumes and cancels them. Thread-safe. */
@Component
class Backfills {

  private static final Logger log = LoggerFactory.getLogger(Backfills.class);

  private final BackfillTable table;
  private final TransactionTemplate transaction;

  Backfills(BackfillTable table, TransactionTemplate transaction) {
    this.table = table;
    this.transaction = transaction;
  }

  /**
   * Starts a backfill.
   *
   * @return its id
   * @throws ProblemException 409 when one that overlaps is not over
   */
  UUID start(Scope scope, BackfillWish wish, Caller caller) {
    UUID id = UUID.randomUUID();
    long total = table.countTemplates(scope);
    Optional<Backfill> other =
        transaction.execute(
            status -> {
              table.lockStarts();
              Optional<Backfill> overlapping = table.overlapping(scope);
              if (overlapping.isEmpty()) {
                table.insert(id, scope, wish, total, caller.actor());
              }
              return overlapping;
            });
    other.ifPresent(
        running -> {
          throw overlaps(running);
        });
    log(id, caller, "A backfill starts; a field-processor feeds it");
    return id;
  }

  /**
   * Changes the status of a backfill; one that has it already stays as it is.
   *
   * @throws ProblemException 403 when the caller may not, 409 when it is over
   */
  void change(Backfill backfill, Status to, Caller caller) {
    if (backfill.scope().organizationId() == null) {
      caller.requireOperator();
    }
    UUID id = backfill.id();
    boolean changed =
        transaction.execute(
            status -> {
              boolean first = table.change(id, to, caller.actor());
              if (first && to == Status.CANCELLED) {
                table.unqueue(id);
              }
              return first;
            });
    if (changed) {
      log(id, caller, "A backfill is now " + to.code());
      return;
    }
    Status now = table.find(id, caller.organizationId()).map(Backfill::status).orElse(Status.DONE);
    if (now != to) {
      throw ended(id, now);
    }
  }

  private static ProblemException overlaps(Backfill running) {
    String whose =
        running.scope().organizationId() == null ? "all organizations" : "an organization";
    return ProblemException.of(
            HttpStatus.CONFLICT,
            "BackfillRunningError",
            "The backfill %s of %s is %s and has the same templates. Wait for it to be done or cancel it first."
                .formatted(running.id(), whose, running.status().code()))
        .with(
            Map.of(
                "backfillId", running.id(),
                "backfillStatus", running.status().code(),
                "scope", running.scope().code()));
  }

  private static ProblemException ended(UUID id, Status status) {
    return ProblemException.of(
            HttpStatus.CONFLICT,
            "BackfillEndedError",
            "The backfill %s is %s and stays so. Start another one: POST %s."
                .formatted(id, status.code(), BackfillsController.PATH))
        .with(Map.of("backfillId", id, "backfillStatus", status.code()));
  }

  private static void log(UUID id, Caller caller, String what) {
    log.atInfo().addKeyValue("backfillId", id).addKeyValue("actor", caller.actor()).log(what);
  }
}
