package dev.fieldsync.scenarios.illness;

import dev.fieldsync.scenarios.system.Connections;
import dev.fieldsync.shared.kafka.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Consumers that join the update-workers' group and leave it again, as workers do that crash at the
 * start over and over. They commit nothing, so nothing that they were given is lost.
 */
final class RogueConsumers {

  private static final Duration STAY = Duration.ofMillis(800);

  private RogueConsumers() {}

  static Cause start(Connections servers) {
    return Loops.start(1, () -> joinAndLeave(servers));
  }

  private static Void joinAndLeave(Connections servers) {
    Topics topics = new Topics(servers.prefix());
    Map<String, Object> config = servers.kafka();
    config.put(ConsumerConfig.GROUP_ID_CONFIG, topics.updateWorkerGroup());
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 300);
    config.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        List.of(CooperativeStickyAssignor.class));
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(topics.templateUpdates()));
      long end = System.nanoTime() + STAY.toNanos();
      while (System.nanoTime() < end) {
        consumer.poll(Duration.ofMillis(200));
      }
    }
    return null;
  }
}
