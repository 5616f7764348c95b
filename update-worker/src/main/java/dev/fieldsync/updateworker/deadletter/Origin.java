package dev.fieldsync.updateworker.deadletter;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.springframework.kafka.support.KafkaHeaders;

/**
 * Where a record stood when it was put aside.
 *
 * @param timestamp the record's own time, in milliseconds
 */
record Origin(String topic, int partition, long offset, long timestamp) {

  private static final int MAX_TOPIC_LENGTH = 249;

  /** Reads the headers; a record without them was put among the dead letters by hand. */
  static Origin of(ConsumerRecord<String, byte[]> record) {
    byte[] topic = bytes(record, KafkaHeaders.DLT_ORIGINAL_TOPIC);
    byte[] partition = bytes(record, KafkaHeaders.DLT_ORIGINAL_PARTITION);
    byte[] offset = bytes(record, KafkaHeaders.DLT_ORIGINAL_OFFSET);
    byte[] timestamp = bytes(record, KafkaHeaders.DLT_ORIGINAL_TIMESTAMP);
    if (topic.length == 0
        || topic.length > MAX_TOPIC_LENGTH
        || partition.length != Integer.BYTES
        || offset.length != Long.BYTES
        || timestamp.length != Long.BYTES) {
      return new Origin(record.topic(), record.partition(), record.offset(), record.timestamp());
    }
    return new Origin(
        new String(topic, StandardCharsets.UTF_8).replace('\0', '\uFFFD'),
        ByteBuffer.wrap(partition).getInt(),
        ByteBuffer.wrap(offset).getLong(),
        ByteBuffer.wrap(timestamp).getLong());
  }

  private static byte[] bytes(ConsumerRecord<String, byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null ? new byte[0] : header.value();
  }
}
