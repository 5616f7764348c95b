package dev.fieldsync.shared.startup;

import dev.fieldsync.shared.kafka.Topics;
import dev.fieldsync.shared.processing.ProcessingCooldown;
import dev.fieldsync.shared.startup.PeriodicDuties.Duty;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * Gives a service its topics, created before it starts, what all agree on, how polls are
 * redelivered, and a clock that a test may replace.
 */
@AutoConfiguration(
    afterName = "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration")
@EnableConfigurationProperties({KafkaProperties.class, ProcessingProperties.class})
class ServiceAutoConfiguration {

  private static final Duration VITALS_PERIOD = Duration.ofSeconds(2);

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

  /**
   * A poll that could not be finished, because the database or Kafka is away, is delivered again
   * for as long as it takes: giving up would drop what was accepted. What can never succeed does
   * not get here, it goes to the dead letters.
   */
  @Bean
  DefaultErrorHandler redeliverUntilDone() {
    ExponentialBackOff backOff = new ExponentialBackOff(500, 2);
    backOff.setMaxInterval(10_000);
    backOff.setJitter(100);
    return new DefaultErrorHandler(backOff);
  }

  @Bean
  UnreadableRecords unreadableRecords(KafkaOperations<?, ?> kafka) {
    return new UnreadableRecords(kafka);
  }

  @Bean
  PeriodicDuties vitals(
      KafkaOperations<String, byte[]> kafka,
      Topics topics,
      MeterRegistry meters,
      Clock clock,
      @Value("${spring.application.name}") String service) {
    VitalsReporter reporter = new VitalsReporter(kafka, topics, meters, clock, service);
    return new PeriodicDuties("vitals", new Duty("vitals", VITALS_PERIOD, reporter::report));
  }

  @Bean
  CommitTimes commitTimes(MeterRegistry meters) {
    return new CommitTimes(meters);
  }

  @Bean
  @ConditionalOnMissingBean
  Clock clock() {
    return Clock.systemUTC();
  }
}
