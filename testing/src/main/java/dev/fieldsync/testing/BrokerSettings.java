package dev.fieldsync.testing;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The broker settings that differ from Kafka's own defaults, the same on every backend. */
final class BrokerSettings {

  /**
   * No topic comes into being by a misspelt name, and a consumer that was killed is noticed within
   * seconds, in both group protocols.
   */
  static final Map<String, String> ALL =
      Map.of(
          "auto.create.topics.enable", "false",
          "group.initial.rebalance.delay.ms", "0",
          "group.min.session.timeout.ms", "1000",
          "group.consumer.min.session.timeout.ms", "1000",
          "group.consumer.session.timeout.ms", "6000",
          "group.consumer.min.heartbeat.interval.ms", "100",
          "group.consumer.heartbeat.interval.ms", "500",
          "offsets.topic.num.partitions", "1",
          "transaction.state.log.replication.factor", "1",
          "transaction.state.log.min.isr", "1");

  private BrokerSettings() {}

  /** Returns the settings as the environment variables that the Kafka image reads. */
  static Map<String, String> asEnvironment() {
    Map<String, String> environment = new TreeMap<>();
    ALL.forEach(
        (name, value) ->
            environment.put("KAFKA_" + name.toUpperCase(Locale.ROOT).replace('.', '_'), value));
    return environment;
  }
}
