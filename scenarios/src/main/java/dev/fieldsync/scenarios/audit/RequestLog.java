package dev.fieldsync.scenarios.audit;

import dev.fieldsync.scenarios.process.ScenarioFailure;
import dev.fieldsync.scenarios.system.Connections;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * A topic, from its beginning to where it ended when it was opened, without a consumer group of our
 * own. Not thread-safe.
 */
final class RequestLog implements AutoCloseable {

  private static final int BATCH = 500;
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final int MOST_SILENT_POLLS = 30;

  private final KafkaConsumer<String, byte[]> consumer;
  private final Map<TopicPartition, Long> done;
  private final Map<TopicPartition, Long> ends;
  private int silentPolls;

  private RequestLog(
      KafkaConsumer<String, byte[]> consumer,
      Map<TopicPartition, Long> done,
      Map<TopicPartition, Long> ends) {
    this.consumer = consumer;
    this.done = done;
    this.ends = ends;
  }

  /**
   * Opens a topic.
   *
   * @param group whose committed offsets say what is processed; {@code null}: everything is
   * @throws ScenarioFailure when Kafka does not answer
   */
  static RequestLog open(Connections servers, String topic, @Nullable String group) {
    Map<String, Object> config = servers.kafka();
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, BATCH);
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    try {
      // What is processed first: whatever was processed by then is in the database by now.
      Map<TopicPartition, Long> done = group == null ? Map.of() : processed(servers, group);
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      return new RequestLog(consumer, group == null ? ends : done, ends);
    } catch (KafkaException e) {
      consumer.close();
      throw unanswered(servers, e);
    }
  }

  private static Map<TopicPartition, Long> processed(Connections servers, String group) {
    try (Admin admin = Admin.create(servers.kafka())) {
      Map<TopicPartition, Long> offsets = new HashMap<>();
      Map<TopicPartition, OffsetAndMetadata> committed =
          admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
      committed.forEach(
          (partition, offset) -> {
            if (offset != null) {
              offsets.put(partition, offset.offset());
            }
          });
      return offsets;
    } catch (ExecutionException e) {
      throw unanswered(servers, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ScenarioFailure("Interrupted", e);
    }
  }

  private static ScenarioFailure unanswered(Connections servers, Exception cause) {
    return new ScenarioFailure(
        "Kafka at %s does not answer: %s. Name another with --bootstrap-servers."
            .formatted(servers.bootstrapServers(), cause.getMessage()),
        cause);
  }

  /** Returns how many records there are about; fewer where some were removed. */
  long size() {
    return ends.entrySet().stream()
        .mapToLong(each -> each.getValue() - consumer.position(each.getKey()))
        .sum();
  }

  /** Returns the next records, at most five hundred; none at the end. */
  List<ConsumerRecord<String, byte[]>> next() {
    while (!isAtEnd()) {
      List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
      for (ConsumerRecord<String, byte[]> each : consumer.poll(POLL)) {
        if (each.offset() < ends.getOrDefault(partition(each), 0L)) {
          records.add(each);
        }
      }
      if (!records.isEmpty()) {
        silentPolls = 0;
        return records;
      }
      if (++silentPolls > MOST_SILENT_POLLS) {
        throw new ScenarioFailure("Kafka does not deliver the records of " + ends.keySet());
      }
    }
    return List.of();
  }

  private boolean isAtEnd() {
    return ends.entrySet().stream()
        .allMatch(each -> consumer.position(each.getKey()) >= each.getValue());
  }

  /** Says whether the system says that it is done with a record. */
  boolean isProcessed(ConsumerRecord<String, byte[]> record) {
    return record.offset() < done.getOrDefault(partition(record), 0L);
  }

  private static TopicPartition partition(ConsumerRecord<String, byte[]> record) {
    return new TopicPartition(record.topic(), record.partition());
  }

  /** Names a record as people look for it. */
  static String place(ConsumerRecord<String, byte[]> record) {
    return record.topic() + "-" + record.partition() + "@" + record.offset();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
