package dev.fieldsync.local.broker;

import dev.fieldsync.local.startup.Ports;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The settings of a broker that is alone, in Kafka's own words and units. */
final class BrokerSettings {

  static final int NODE_ID = 1;
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  /** One node is the whole cluster: nothing to replicate to, nobody to wait for. */
  private static final Map<String, String> ALONE =
      Map.of(
          "process.roles", "broker,controller",
          "node.id", Integer.toString(NODE_ID),
          "offsets.topic.replication.factor", "1",
          "offsets.topic.num.partitions", "1",
          "transaction.state.log.replication.factor", "1",
          "transaction.state.log.min.isr", "1",
          "transaction.state.log.num.partitions", "1",
          "share.coordinator.state.topic.replication.factor", "1",
          "share.coordinator.state.topic.min.isr", "1",
          "share.coordinator.state.topic.num.partitions", "1");

  /**
   * Kept by size, not by age: a request that was accepted before a month's holiday is still there,
   * and so is the position of the worker. Records reach the disk within a second, so that a power
   * cut costs no more than that; the death of the process costs nothing. Small segments keep the
   * check after a crash short.
   */
  private static final Map<String, String> KEEPING =
      Map.of(
          "log.retention.ms", "-1",
          "log.retention.bytes", Integer.toString(512 * 1024 * 1024),
          "log.segment.bytes", Integer.toString(64 * 1024 * 1024),
          "offsets.retention.minutes", Integer.toString(Integer.MAX_VALUE),
          "log.flush.interval.ms", "1000",
          "log.flush.scheduler.interval.ms", "1000",
          "log.flush.offset.checkpoint.interval.ms", "5000",
          "auto.create.topics.enable", "false");

  /**
   * After a kill the members of the last run are forgotten in the time that a new run takes to
   * start, so its consumers get their partitions at once; the same for the broker's own session
   * with its controller.
   */
  private static final Map<String, String> QUICK =
      Map.of(
          "group.initial.rebalance.delay.ms", "0",
          "group.min.session.timeout.ms", "1000",
          "group.consumer.min.session.timeout.ms", "1000",
          "group.consumer.session.timeout.ms", "5000",
          "group.consumer.min.heartbeat.interval.ms", "100",
          "group.consumer.heartbeat.interval.ms", "500",
          "broker.session.timeout.ms", "2000",
          "broker.heartbeat.interval.ms", "400",
          "num.recovery.threads.per.data.dir", "2",
          "log.cleaner.dedupe.buffer.size", Integer.toString(4 * 1024 * 1024));

  private BrokerSettings() {}

  static Map<String, String> all(Path data, int port, int controllerPort) {
    Map<String, String> settings = new HashMap<>();
    settings.putAll(ALONE);
    settings.putAll(KEEPING);
    settings.putAll(QUICK);
    settings.put("log.dirs", data.toString());
    settings.put(
        "listeners",
        "BROKER://%s:%d,%s://%s:%d"
            .formatted(Ports.LOOPBACK, port, CONTROLLER_LISTENER, Ports.LOOPBACK, controllerPort));
    settings.put(
        "listener.security.protocol.map", "BROKER:PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
    settings.put("inter.broker.listener.name", "BROKER");
    settings.put("controller.listener.names", CONTROLLER_LISTENER);
    settings.put(
        "controller.quorum.voters", "%d@%s:%d".formatted(NODE_ID, Ports.LOOPBACK, controllerPort));
    return settings;
  }
}
