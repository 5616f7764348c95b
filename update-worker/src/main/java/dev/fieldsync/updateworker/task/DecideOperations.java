package dev.fieldsync.updateworker.task;

import dev.fieldsync.updateworker.database.DatabaseErrors;
import dev.fieldsync.updateworker.deadletter.DeadLetters;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Gets every operation of a poll decided. What breaks the transaction each time is found by trying
 * one by one; it is decided as failed and put aside. A database that is away or busy fails nothing:
 * the poll is delivered again. Thread-safe.
 */
@Component
class DecideOperations {

  private static final Logger log = LoggerFactory.getLogger(DecideOperations.class);

  private final TaskTransaction transaction;
  private final DeadLetters deadLetters;

  DecideOperations(TaskTransaction transaction, DeadLetters deadLetters) {
    this.transaction = transaction;
    this.deadLetters = deadLetters;
  }

  /**
   * Decides operations in the given order.
   *
   * @throws RuntimeException when the poll must be delivered again
   */
  void decide(List<ReceivedOperation> operations) {
    if (operations.isEmpty()) {
      return;
    }
    try {
      transaction.decide(operations.stream().map(ReceivedOperation::operation).toList());
    } catch (RuntimeException e) {
      if (DatabaseErrors.of(e) != DatabaseErrors.PERMANENT) {
        throw e;
      }
      log.atWarn()
          .setCause(e)
          .addKeyValue("operations", operations.size())
          .log("Operations on tasks cannot be decided together; trying each by itself");
      operations.forEach(this::decideAlone);
    }
  }

  private void decideAlone(ReceivedOperation received) {
    try {
      transaction.decide(List.of(received.operation()));
    } catch (RuntimeException e) {
      if (DatabaseErrors.of(e) != DatabaseErrors.PERMANENT) {
        throw e;
      }
      deadLetters.add(received.record(), e);
      transaction.recordFailure(received.operation());
    }
  }
}
