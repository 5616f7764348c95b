package dev.fieldsync.updateworker.task;

import dev.fieldsync.shared.kafka.UnreadableRecordException;
import dev.fieldsync.updateworker.deadletter.DeadLetters;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** The loop of tasks: read a poll, get every operation of it decided, commit the offsets. */
@Component
class TaskOperationsListener {

  private final DecideOperations decideOperations;
  private final DeadLetters deadLetters;

  TaskOperationsListener(DecideOperations decideOperations, DeadLetters deadLetters) {
    this.decideOperations = decideOperations;
    this.deadLetters = deadLetters;
  }

  /**
   * Handles one poll; when it throws, the poll is delivered again. What a device sends at once is
   * in all partitions and is written under one owner's lock: a thread that takes much of it at a
   * time writes it in fewer transactions than two that wait for each other.
   */
  @KafkaListener(
      id = "task-operations",
      topics = "#{@topics.taskOperations()}",
      groupId = "#{@topics.taskWorkerGroup()}",
      concurrency = "${fieldsync.update-worker.tasks.concurrency:1}",
      batch = "true",
      properties = "max.poll.records=1000")
  void onPoll(List<ConsumerRecord<String, byte[]>> records) {
    List<ReceivedOperation> operations = new ArrayList<>(records.size());
    for (ConsumerRecord<String, byte[]> record : records) {
      try {
        operations.add(ReceivedOperation.read(record));
      } catch (UnreadableRecordException e) {
        deadLetters.add(record, e);
      }
    }
    decideOperations.decide(operations);
  }
}
