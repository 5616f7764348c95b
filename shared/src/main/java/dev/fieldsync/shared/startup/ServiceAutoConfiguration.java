package dev.fieldsync.shared.startup;

import dev.fieldsync.shared.kafka.Topics;
import dev.fieldsync.shared.processing.ProcessingCooldown;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.KafkaAdmin;

/**
 * Gives a service its topics, created before it starts, what all agree on, and a clock that a test
 * may replace.
 */
@AutoConfiguration(
    afterName = "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration")
@EnableConfigurationProperties({KafkaProperties.class, ProcessingProperties.class})
class ServiceAutoConfiguration {

  @Bean
  Topics topics(KafkaProperties properties) {
    return new Topics(properties.prefix());
  }

  @Bean
  TopicsOnStart topicsOnStart(KafkaAdmin admin, Topics topics, KafkaProperties properties) {
    return new TopicsOnStart(admin, topics, properties.partitions());
  }

  @Bean
  ProcessingCooldown processingCooldown(ProcessingProperties properties) {
    return new ProcessingCooldown(properties.cooldown());
  }

  @Bean
  @ConditionalOnMissingBean
  Clock clock() {
    return Clock.systemUTC();
  }
}
