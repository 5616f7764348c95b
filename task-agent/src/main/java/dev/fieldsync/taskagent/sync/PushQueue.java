package dev.fieldsync.taskagent.sync;

import dev.fieldsync.taskagent.AgentProperties;
import dev.fieldsync.taskagent.queue.QueuedOperation;
import dev.fieldsync.taskagent.queue.SyncQueue;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends what is queued, batch after batch, in order. Killed at any moment, what was being sent is
 * sent again: the server knows what it has. Not to be run twice at once.
 */
@Component
class PushQueue {

  private static final Logger log = LoggerFactory.getLogger(PushQueue.class);

  private final SyncQueue queue;
  private final TaskServer server;
  private final ApplyResults applyResults;
  private final SyncState state;
  private final TransactionTemplate transaction;
  private final AgentProperties properties;
  private final Clock clock;

  PushQueue(
      SyncQueue queue,
      TaskServer server,
      ApplyResults applyResults,
      SyncState state,
      TransactionTemplate transaction,
      AgentProperties properties,
      Clock clock) {
    this.queue = queue;
    this.server = server;
    this.applyResults = applyResults;
    this.state = state;
    this.transaction = transaction;
    this.properties = properties;
    this.clock = clock;
  }

  /**
   * Sends all that is due.
   *
   * @param progress is told after each batch
   * @throws ServerAwayException when the server is lost on the way; the rest stays queued
   */
  void runOnce(SyncProgress progress) throws ServerAwayException {
    transaction.executeWithoutResult(
        status -> {
          queue.giveBack();
          queue.shortenWaits(clock.instant().plus(applyResults.longestDelay()));
        });
    String device = state.deviceId();
    while (true) {
      List<QueuedOperation> batch = take();
      if (batch.isEmpty()) {
        return;
      }
      try {
        send(batch, device, progress);
      } catch (ServerAwayException e) {
        transaction.executeWithoutResult(status -> queue.giveBack());
        throw e;
      }
    }
  }

  private List<QueuedOperation> take() {
    return transaction.execute(status -> queue.take(properties.syncBatchSize(), clock.instant()));
  }

  /** A batch that is refused whole is halved until it is known which operation is to blame. */
  private void send(List<QueuedOperation> batch, String device, SyncProgress progress)
      throws ServerAwayException {
    try {
      ServerAnswer.Batch answer = server.push(BatchBody.of(batch, device, clock.instant()));
      applyResults.apply(batch, answer, progress);
    } catch (BatchRefusedException e) {
      log.atWarn()
          .addKeyValue("operations", batch.size())
          .addKeyValue("reason", e.getMessage())
          .log("The server refused a batch; looking for the operation that it means");
      if (batch.size() == 1) {
        applyResults.refused(batch.get(0), String.valueOf(e.getMessage()), progress);
      } else {
        int half = batch.size() / 2;
        send(batch.subList(0, half), device, progress);
        send(batch.subList(half, batch.size()), device, progress);
      }
    }
  }
}
