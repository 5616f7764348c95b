package dev.fieldsync.updateworker.task;

import dev.fieldsync.shared.kafka.RecordFormat;
import dev.fieldsync.shared.kafka.UnreadableRecordException;
import dev.fieldsync.shared.task.TaskOperation;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * An operation as it came out of the log.
 *
 * @param record what would go to the dead letters
 */
record ReceivedOperation(TaskOperation operation, ConsumerRecord<String, byte[]> record) {

  /**
   * Reads a record of {@code task-operations}.
   *
   * @throws UnreadableRecordException when it is not an operation
   */
  static ReceivedOperation read(ConsumerRecord<String, byte[]> record) {
    TaskOperation operation =
        RecordFormat.read(record.value(), TaskOperation.SCHEMA_VERSION, TaskOperation.class);
    if (!operation.taskId().toString().equals(record.key())) {
      throw new UnreadableRecordException(
          "the record's key is not its task id, so its place in the order is unknown");
    }
    if (operation.organizationId().indexOf('\0') >= 0 || operation.actor().indexOf('\0') >= 0) {
      // No outcome of it could be recorded, so it would be delivered again for ever.
      throw new UnreadableRecordException("its actor or organization cannot be stored as text");
    }
    return new ReceivedOperation(operation, record);
  }
}
