package dev.fieldsync.gateway.task;

import dev.fieldsync.gateway.task.AwaitedOperations.Waiting;
import dev.fieldsync.shared.kafka.RecordFormat;
import dev.fieldsync.shared.kafka.Topics;
import dev.fieldsync.shared.kafka.Trace;
import dev.fieldsync.shared.task.TaskOperation;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/**
 * Puts operations into the log, keyed by task id, and waits until they are decided. Thread-safe.
 */
@Component
class SubmitOperations {

  private static final Logger log = LoggerFactory.getLogger(SubmitOperations.class);

  private final AwaitedOperations awaited;
  private final KafkaTemplate<String, byte[]> kafka;
  private final Topics topics;
  private final long timeoutMs;

  SubmitOperations(
      AwaitedOperations awaited,
      KafkaTemplate<String, byte[]> kafka,
      Topics topics,
      TaskProperties properties) {
    this.awaited = awaited;
    this.kafka = kafka;
    this.topics = topics;
    this.timeoutMs = properties.applyTimeout().toMillis();
  }

  /**
   * Submits operations in the given order.
   *
   * @return what became of each, in the same order; undecided when Kafka did not take it or it was
   *     not decided in time
   */
  List<OperationOutcome> submit(List<TaskOperation> operations, Trace trace) {
    AwaitedOperations.Together together = awaited.add(operations);
    try {
      if (publish(operations, trace)) {
        await(together.all());
      }
      return together.all().stream()
          .map(each -> each.outcome().getNow(OperationOutcome.undecided(each.operation())))
          .toList();
    } finally {
      awaited.remove(together);
    }
  }

  /**
   * What follows one that Kafka did not take is not sent: it would overtake it. They are made
   * before the first is sent, so that they go out in few requests.
   */
  private boolean publish(List<TaskOperation> operations, Trace trace) {
    List<ProducerRecord<String, byte[]>> records =
        operations.stream().map(operation -> record(operation, trace)).toList();
    try {
      for (ProducerRecord<String, byte[]> record : records) {
        CompletableFuture<?> sent = kafka.send(record);
        if (sent.isCompletedExceptionally()) {
          return false;
        }
      }
      return true;
    } catch (KafkaException e) {
      log.atError()
          .setCause(e)
          .addKeyValue("traceId", trace.traceId())
          .log("Kafka did not take operations on tasks; their sender was told to send them again");
      return false;
    }
  }

  private ProducerRecord<String, byte[]> record(TaskOperation operation, Trace trace) {
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(
            topics.taskOperations(), operation.taskId().toString(), RecordFormat.write(operation));
    trace.into(record.headers());
    return record;
  }

  private void await(List<Waiting> waiting) {
    CompletableFuture<?>[] outcomes =
        waiting.stream().map(Waiting::outcome).toArray(CompletableFuture[]::new);
    try {
      CompletableFuture.allOf(outcomes).get(timeoutMs, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException e) {
      log.atWarn()
          .addKeyValue("operations", waiting.size())
          .addKeyValue("timeoutMs", timeoutMs)
          .log("Operations on tasks are durable but not decided; their sender will ask again");
    } catch (ExecutionException e) {
      throw new IllegalStateException("Outcomes never complete exceptionally", e);
    }
  }
}
