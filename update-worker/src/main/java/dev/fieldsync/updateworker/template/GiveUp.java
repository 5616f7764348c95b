package dev.fieldsync.updateworker.template;

import dev.fieldsync.shared.update.Attempt;
import dev.fieldsync.shared.update.TemplateEvent;
import dev.fieldsync.shared.update.UpdateProblem;
import dev.fieldsync.shared.update.UpdateStatus;
import dev.fieldsync.updateworker.deadletter.DeadLetters;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The controlled end of an update that could not be applied: recorded, said, never silent. */
@Component
class GiveUp {

  private final TransactionTemplate transaction;
  private final StoredTemplates templates;
  private final UpdateHistory history;
  private final DeadLetters deadLetters;

  GiveUp(
      TransactionTemplate transaction,
      StoredTemplates templates,
      UpdateHistory history,
      DeadLetters deadLetters) {
    this.transaction = transaction;
    this.templates = templates;
    this.history = history;
    this.deadLetters = deadLetters;
  }

  /** Fails an update whose template other writers kept changing or locking through all attempts. */
  Decided contended(ReceivedUpdate update, UndecidedUpdates undecided) {
    UpdateProblem problem =
        UpdateProblem.of(
            "UpdateContentionError",
            409,
            "Other writers kept the template busy through "
                + UpdateRetry.MAX_ATTEMPTS
                + " attempts. Nothing was written. Send the change again with a new"
                + " Idempotency-Key.",
            null);
    return record(update, undecided, problem);
  }

  /** Fails an update that breaks its transaction every time, and keeps it as a dead letter. */
  Decided broken(ReceivedUpdate update, UndecidedUpdates undecided, RuntimeException reason) {
    UUID deadLetterId = deadLetters.add(update.record(), reason);
    UpdateProblem problem =
        UpdateProblem.of(
            "UpdateFailedError",
            500,
            "The update could not be written and was put aside as the dead letter "
                + deadLetterId
                + ", from which it can be replayed when the cause is gone: POST /api/dead-letters/"
                + deadLetterId
                + "/replay. The template is unchanged.",
            null);
    return record(update, undecided, problem);
  }

  private Decided record(ReceivedUpdate update, UndecidedUpdates undecided, UpdateProblem problem) {
    return transaction.execute(
        status -> {
          Map<UUID, TemplateEvent> decidedBefore = history.find(List.of(update.updateId()));
          TemplateEvent earlier = decidedBefore.get(update.updateId());
          if (earlier != null) {
            return new Decided(update, earlier, null);
          }
          Instant now = templates.begin().at();
          TemplateEvent event =
              TemplateEvent.refused(
                  update.request(),
                  UpdateStatus.FAILED,
                  problem,
                  undecided.attemptsEndedWith(update.templateId(), Attempt.Outcome.DATABASE_ERROR),
                  update.timings(undecided.startedAt(), now));
          Decided decided = new Decided(update, event, Decided.Entry.REFUSED);
          history.append(List.of(decided));
          return decided;
        });
  }
}
