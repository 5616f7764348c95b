package dev.fieldsync.updateworker.template;

import dev.fieldsync.shared.kafka.RecordFormat;
import dev.fieldsync.shared.kafka.Trace;
import dev.fieldsync.shared.kafka.UnreadableRecordException;
import dev.fieldsync.shared.update.Timings;
import dev.fieldsync.shared.update.UpdateRequest;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * An update request with the record it came in.
 *
 * @param request the request
 * @param trace the trace it belongs to
 * @param record the record, as it would go to the dead letters
 */
record ReceivedUpdate(UpdateRequest request, Trace trace, ConsumerRecord<String, byte[]> record) {

  /**
   * Reads a record of {@code template-updates}.
   *
   * @throws UnreadableRecordException when it is not an update request
   */
  static ReceivedUpdate read(ConsumerRecord<String, byte[]> record) {
    UpdateRequest request = RecordFormat.readUpdateRequest(record.value());
    if (!request.templateId().toString().equals(record.key())) {
      throw new UnreadableRecordException(
          "the record's key is not its template id, so its place in the order is unknown");
    }
    if (isUnstorable(request.actor()) || isUnstorable(request.organizationId())) {
      // No outcome of it could be recorded, so it would be delivered again for ever.
      throw new UnreadableRecordException("its actor or organization cannot be stored as text");
    }
    Trace trace = Trace.of(record.headers()).orElseGet(() -> Trace.continued(null));
    return new ReceivedUpdate(request, trace, record);
  }

  /**
   * Returns when the update passed its stations; the log's own time is that of its being queued.
   */
  Timings timings(Instant startedAt, Instant decidedAt) {
    return new Timings(
        request.acceptedAt(), Instant.ofEpochMilli(record.timestamp()), startedAt, decidedAt);
  }

  private static boolean isUnstorable(String text) {
    return text.indexOf('\0') >= 0;
  }

  UUID updateId() {
    return request.updateId();
  }

  UUID templateId() {
    return request.templateId();
  }
}
