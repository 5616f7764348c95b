package dev.fieldsync.updateworker.kafka;

import dev.fieldsync.shared.kafka.TopicSetup;
import dev.fieldsync.shared.kafka.Topics;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

@Configuration(proxyBeanMethods = false)
class KafkaConfiguration {

  private static final int BROKER_TIMEOUT_SECONDS = 30;

  @Bean
  Topics topics(KafkaProperties properties) {
    return new Topics(properties.prefix());
  }

  /** Topics exist before the first listener starts: the lowest phase starts first. */
  @Bean
  SmartLifecycle topicsOnStart(KafkaAdmin admin, Topics topics, KafkaProperties properties) {
    return new SmartLifecycle() {
      private volatile boolean running;

      @Override
      public void start() {
        TopicSetup.ensure(
            admin.getConfigurationProperties(),
            topics,
            properties.partitions(),
            BROKER_TIMEOUT_SECONDS);
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

      @Override
      public int getPhase() {
        return Integer.MIN_VALUE;
      }
    };
  }

  /**
   * A poll that could not be finished, because the database or Kafka is away, is delivered again
   * for as long as it takes: giving up would drop accepted updates. What can never succeed does not
   * get here, it goes to the dead letters.
   */
  @Bean
  DefaultErrorHandler redeliverUntilDone() {
    ExponentialBackOff backOff = new ExponentialBackOff(500, 2);
    backOff.setMaxInterval(10_000);
    backOff.setJitter(100);
    return new DefaultErrorHandler(backOff);
  }
}
