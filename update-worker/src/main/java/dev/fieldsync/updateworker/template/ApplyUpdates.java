package dev.fieldsync.updateworker.template;

import dev.fieldsync.shared.update.Attempt;
import dev.fieldsync.shared.update.TemplateEvent;
import dev.fieldsync.shared.update.UpdateProblem;
import dev.fieldsync.updateworker.database.DatabaseErrors;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Gets every update of a poll decided and its event published. The first attempt takes all of them
 * in one transaction; what is left is tried template by template, so that a contended or broken one
 * holds up nothing but itself. Thread-safe.
 */
@Component
class ApplyUpdates {

  private static final Logger log = LoggerFactory.getLogger(ApplyUpdates.class);

  private final UpdateTransaction transaction;
  private final UpdateRetry retry;
  private final TemplateEventPublisher events;
  private final GiveUp giveUp;
  private final UpdateMetrics metrics;
  private final Clock clock;

  ApplyUpdates(
      UpdateTransaction transaction,
      UpdateRetry retry,
      TemplateEventPublisher events,
      GiveUp giveUp,
      UpdateMetrics metrics,
      Clock clock) {
    this.transaction = transaction;
    this.retry = retry;
    this.events = events;
    this.giveUp = giveUp;
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * Decides updates. Returns when each has an outcome and its event is in Kafka.
   *
   * @throws RuntimeException when the database or Kafka is away; the poll must be delivered again
   *     then
   */
  void apply(List<ReceivedUpdate> updates) {
    UndecidedUpdates undecided = new UndecidedUpdates(updates, clock.instant());
    if (!retry.untilDecided(undecided, () -> attempt(undecided))) {
      for (ReceivedUpdate update : undecided.all()) {
        publish(List.of(giveUp.contended(update, undecided)), undecided);
      }
    }
  }

  private boolean attempt(UndecidedUpdates undecided) {
    if (undecided.beginAttempt() == 1) {
      together(undecided.all(), undecided);
    } else {
      undecided.byTemplate().forEach(updates -> together(updates, undecided));
    }
    return undecided.isEmpty();
  }

  private void together(List<ReceivedUpdate> updates, UndecidedUpdates undecided) {
    UpdateTransaction.Result result;
    try {
      result = attemptOnce(updates, undecided);
    } catch (PermanentFailure e) {
      oneByOne(undecided.byTemplate(), UndecidedUpdates.templatesOf(updates), undecided);
      return;
    }
    publish(result.decided(), undecided);
  }

  /** Finds the update that breaks the others' transaction; it alone fails. */
  private void oneByOne(
      List<List<ReceivedUpdate>> byTemplate, Set<UUID> templates, UndecidedUpdates undecided) {
    for (List<ReceivedUpdate> updates : byTemplate) {
      for (ReceivedUpdate update : updates) {
        if (!templates.contains(update.templateId()) || !single(update, undecided)) {
          // The rest of this template waits for the next attempt: order is kept.
          break;
        }
      }
    }
  }

  private boolean single(ReceivedUpdate update, UndecidedUpdates undecided) {
    List<Decided> decided;
    try {
      decided = attemptOnce(List.of(update), undecided).decided();
    } catch (PermanentFailure e) {
      decided = List.of(giveUp.broken(update, undecided, e.reason()));
    }
    publish(decided, undecided);
    return !decided.isEmpty();
  }

  private UpdateTransaction.Result attemptOnce(
      List<ReceivedUpdate> updates, UndecidedUpdates undecided) {
    boolean locked = undecided.attempt() > 1;
    try {
      UpdateTransaction.Result result = transaction.attempt(updates, undecided, locked);
      missed(result.missed(), Attempt.Outcome.VERSION_MISS, undecided);
      return result;
    } catch (RuntimeException e) {
      switch (DatabaseErrors.of(e)) {
        case UNAVAILABLE -> throw e;
        case PERMANENT -> throw new PermanentFailure(e);
        case TRANSIENT -> {
          log.atWarn().setCause(e).log("A transaction did not get through; trying again");
          Set<UUID> templates = UndecidedUpdates.templatesOf(updates);
          missed(templates, Attempt.Outcome.DATABASE_ERROR, undecided);
          return new UpdateTransaction.Result(List.of(), templates);
        }
      }
      throw e;
    }
  }

  private void missed(Set<UUID> templates, Attempt.Outcome outcome, UndecidedUpdates undecided) {
    undecided.missed(templates, outcome);
    metrics.missed(templates.size(), outcome);
    for (UUID templateId : templates) {
      log.atInfo()
          .addKeyValue("templateId", templateId)
          .addKeyValue("attempt", undecided.attempt())
          .addKeyValue("outcome", outcome.code())
          .log("An update was not written; trying this template again");
    }
  }

  private void publish(List<Decided> decided, UndecidedUpdates undecided) {
    events.publish(decided, undecided.told());
    undecided.settle(decided);
    decided.forEach(metrics::decided);
    decided.forEach(ApplyUpdates::report);
  }

  private static void report(Decided decided) {
    TemplateEvent event = decided.event();
    UpdateProblem problem = event.problem();
    (problem == null ? log.atDebug() : log.atInfo())
        .addKeyValue("updateId", event.updateId())
        .addKeyValue("templateId", event.templateId())
        .addKeyValue("traceId", decided.update().trace().traceId())
        .addKeyValue("status", event.status().code())
        .addKeyValue(
            problem == null ? "version" : "problem",
            problem == null ? event.version() : problem.title())
        .log("Update decided");
  }

  /** The same transaction would fail again. */
  private static final class PermanentFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final RuntimeException reason;

    PermanentFailure(RuntimeException reason) {
      super(reason);
      this.reason = reason;
    }

    RuntimeException reason() {
      return reason;
    }
  }
}
