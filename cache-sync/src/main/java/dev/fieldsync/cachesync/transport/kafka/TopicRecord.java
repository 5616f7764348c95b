package dev.fieldsync.cachesync.transport.kafka;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What is in the topic: the key is the sender, so that its messages keep their order; headers say
 * what it is and for whom.
 *
 * @param from the sender
 * @param to a node; null for all
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
record TopicRecord(String from, Kind kind, @Nullable String to, byte[] message) {

  private static final String KIND = "kind";
  private static final String TO = "to";
  private static final byte[] NOTHING = {};

  enum Kind {
    /** The sender is there; said every few seconds. */
    PRESENT,
    /** The sender leaves. */
    GONE,
    /** A message. */
    MESSAGE
  }

  static TopicRecord of(String from, Kind kind) {
    return new TopicRecord(from, kind, null, NOTHING);
  }

  ProducerRecord<String, byte[]> in(String topic) {
    ProducerRecord<String, byte[]> result = new ProducerRecord<>(topic, from, message);
    result.headers().add(KIND, kind.name().getBytes(StandardCharsets.UTF_8));
    if (to != null) {
      result.headers().add(TO, to.getBytes(StandardCharsets.UTF_8));
    }
    return result;
  }

  /** Returns null for what is not ours. */
  static @Nullable TopicRecord read(ConsumerRecord<String, byte[]> read) {
    String kind = text(read.headers(), KIND);
    if (kind == null || read.key() == null || read.value() == null) {
      return null;
    }
    for (Kind each : Kind.values()) {
      if (each.name().equals(kind)) {
        return new TopicRecord(read.key(), each, text(read.headers(), TO), read.value());
      }
    }
    return null;
  }

  private static @Nullable String text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
  }
}
