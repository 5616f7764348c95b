package dev.fieldsync.shared.startup;

import dev.fieldsync.shared.kafka.TopicSetup;
import dev.fieldsync.shared.kafka.Topics;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.KafkaAdmin;

/** Sees to it that the topics exist before anything reads or writes them. */
final class TopicsOnStart implements SmartLifecycle {

  private static final int BROKER_TIMEOUT_SECONDS = 30;

  private final KafkaAdmin admin;
  private final Topics topics;
  private final int partitions;
  private volatile boolean running;

  TopicsOnStart(KafkaAdmin admin, Topics topics, int partitions) {
    this.admin = admin;
    this.topics = topics;
    this.partitions = partitions;
  }

  @Override
  public void start() {
    TopicSetup.ensure(
        admin.getConfigurationProperties(), topics, partitions, BROKER_TIMEOUT_SECONDS);
    running = true;
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** The lowest phase starts first. */
  @Override
  public int getPhase() {
    return Integer.MIN_VALUE;
  }
}
