package dev.fieldsync.local.device;

import dev.fieldsync.shared.json.Json;
import dev.fieldsync.shared.kafka.Topics;
import dev.fieldsync.testing.Workspace;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.databind.JsonNode;

/** In which order operations arrived, and when: what {@code task-operations} has. */
final class OperationsLog {

  private OperationsLog() {}

  /** Returns when each operation of a person was accepted first, in the order of each task. */
  static Map<String, Instant> firstArrivals(Workspace workspace, String person) {
    Map<String, Instant> arrivals = new LinkedHashMap<>();
    String topic = new Topics(workspace.prefix()).taskOperations();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", workspace.bootstrapServers()),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
        consumer
            .poll(Duration.ofMillis(100))
            .forEach(
                record -> {
                  JsonNode operation =
                      Json.parse(new String(record.value(), StandardCharsets.UTF_8));
                  if (operation.get("actor").asString().equals(person)) {
                    arrivals.putIfAbsent(
                        operation.get("operationId").asString(),
                        Instant.parse(operation.get("acceptedAt").asString()));
                  }
                });
      }
    }
    return arrivals;
  }
}
