package dev.fieldsync.shared.startup;

import dev.fieldsync.shared.kafka.Topics;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.KafkaAdmin;

/** Gives a service its topics, created before it starts, and a clock that a test may replace. */
@AutoConfiguration(
    afterName = "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration")
@EnableConfigurationProperties(KafkaProperties.class)
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
  @ConditionalOnMissingBean
  Clock clock() {
    return Clock.systemUTC();
  }
}
