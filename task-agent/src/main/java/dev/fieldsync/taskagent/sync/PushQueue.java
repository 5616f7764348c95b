package dev.fieldsync.taskagent.sync;

import dev.fieldsync.taskagent.AgentProperties;
import dev.fieldsync.taskagent.queue.QueuedOperation;
import dev.fieldsync.taskagent.queue.SyncQueue;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends what is queued, batch after batch, in order, a few at once; what happened to one task is
 * never in two of these, so nothing overtakes. Killed at any moment, what was being sent is sent
 * again: the server knows what it has. Not to be run twice at once.
 */
@Component
class PushQueue {

  private static final Logger log = LoggerFactory.getLogger(PushQueue.class);

  /** Enough that neither this device nor the server waits for the other. */
  private static final int MAX_UNDER_WAY = 3;

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
    Deque<Sent> underWay = new ArrayDeque<>();
    try {
      sendMore(underWay, device);
      while (!underWay.isEmpty()) {
        finish(underWay.remove(), device, progress);
        sendMore(underWay, device);
      }
    } catch (ServerAwayException e) {
      hear(underWay, device, progress, e);
      transaction.executeWithoutResult(status -> queue.giveBack());
      throw e;
    }
  }

  /** What is under way may have come through: it is heard before the rest is given back. */
  private void hear(
      Deque<Sent> underWay, String device, SyncProgress progress, ServerAwayException lost) {
    for (Sent sent : underWay) {
      try {
        finish(sent, device, progress);
      } catch (ServerAwayException e) {
        lost.addSuppressed(e);
      }
    }
  }

  /**
   * A batch whose answer is waited for.
   *
   * @param operations of tasks of which no other batch under way has any
   */
  private record Sent(List<QueuedOperation> operations, TaskServer.SentBatch answer) {}

  /** While the server works on a batch, the next ones are made and sent. */
  private void sendMore(Deque<Sent> underWay, String device) throws ServerAwayException {
    while (underWay.size() < MAX_UNDER_WAY) {
      List<QueuedOperation> batch =
          transaction.execute(status -> queue.take(properties.syncBatchSize(), clock.instant()));
      if (batch.isEmpty()) {
        return;
      }
      underWay.add(send(batch, device));
    }
  }

  private Sent send(List<QueuedOperation> batch, String device) throws ServerAwayException {
    return new Sent(batch, server.push(BatchBody.of(batch, device, clock.instant())));
  }

  /** A batch that is refused whole is halved until it is known which operation is to blame. */
  private void finish(Sent sent, String device, SyncProgress progress) throws ServerAwayException {
    List<QueuedOperation> batch = sent.operations();
    try {
      applyResults.apply(batch, sent.answer().await(), progress);
    } catch (BatchRefusedException e) {
      log.atWarn()
          .addKeyValue("operations", batch.size())
          .addKeyValue("reason", e.getMessage())
          .log("The server refused a batch; looking for the operation that it means");
      if (batch.size() == 1) {
        applyResults.refused(batch.get(0), String.valueOf(e.getMessage()), progress);
      } else {
        int half = batch.size() / 2;
        finish(send(batch.subList(0, half), device), device, progress);
        finish(send(batch.subList(half, batch.size()), device), device, progress);
      }
    }
  }
}
