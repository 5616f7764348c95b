package dev.fieldsync.fieldprocessor.processing;

import dev.fieldsync.shared.kafka.RecordFormat;
import dev.fieldsync.shared.kafka.UnreadableRecordException;
import dev.fieldsync.shared.processing.ProcessingRequest;
import dev.fieldsync.shared.startup.UnreadableRecords;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * Reads {@code field-processing-delayed}. A record is not held back until it is due: it becomes a
 * row with that time at once, and the partition moves on.
 */
@Component
class ProcessingRequestsListener {

  private final ProcessingQueue queue;
  private final UnreadableRecords unreadable;
  private final Bell bell;

  ProcessingRequestsListener(ProcessingQueue queue, UnreadableRecords unreadable, Bell bell) {
    this.queue = queue;
    this.unreadable = unreadable;
    this.bell = bell;
  }

  /**
   * Handles one poll. When it throws, because the database is away, the poll is delivered again;
   * adding a request twice is harmless.
   */
  @KafkaListener(
      id = "field-processing",
      topics = "#{@topics.fieldProcessing()}",
      groupId = "#{@topics.fieldProcessorGroup()}",
      batch = "true")
  void onPoll(List<ConsumerRecord<String, byte[]>> records) {
    List<ProcessingRequest> requests = new ArrayList<>(records.size());
    for (ConsumerRecord<String, byte[]> record : records) {
      try {
        requests.add(read(record));
      } catch (UnreadableRecordException e) {
        unreadable.add(record, e);
      }
    }
    queue.add(requests);
    if (requests.stream().anyMatch(request -> request.requestId() != null)) {
      bell.ring();
    }
  }

  private static ProcessingRequest read(ConsumerRecord<String, byte[]> record) {
    ProcessingRequest request =
        RecordFormat.read(
            record.value(), ProcessingRequest.SCHEMA_VERSION, ProcessingRequest.class);
    if (request.organizationId().indexOf('\0') >= 0) {
      throw new UnreadableRecordException("its organization cannot be stored as text");
    }
    return request;
  }
}
