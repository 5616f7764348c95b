package dev.fieldsync.gateway.kafka;

import dev.fieldsync.shared.kafka.TopicSetup;
import dev.fieldsync.shared.kafka.Topics;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;

@Configuration(proxyBeanMethods = false)
class KafkaConfiguration {

  private static final int BROKER_TIMEOUT_SECONDS = 30;

  @Bean
  Topics topics(KafkaProperties properties) {
    return new Topics(properties.prefix());
  }

  /** Topics exist before anything reads or writes them: the lowest phase starts first. */
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
}
