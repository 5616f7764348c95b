package dev.fieldsync.updateworker.template;

import dev.fieldsync.shared.update.Attempt;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The circumstances of one attempt.
 *
 * @param undecided what was tried before, by template
 * @param startedAt when the worker first looked at this poll (worker clock)
 * @param now the transaction's time (database clock)
 * @param maxDocumentLength how many characters of JSON a template may have
 * @param snapshotEvery a revision with a number divisible by this keeps the whole document before
 *     it
 */
record UpdateAttempt(
    UndecidedUpdates undecided,
    Instant startedAt,
    Instant now,
    long maxDocumentLength,
    int snapshotEvery) {

  /** Returns the attempts on a template with this one as the last. */
  List<Attempt> endedWith(UUID templateId, Attempt.Outcome outcome) {
    return undecided.attemptsEndedWith(templateId, outcome);
  }
}
