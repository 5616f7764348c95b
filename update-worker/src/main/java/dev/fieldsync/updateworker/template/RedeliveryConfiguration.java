package dev.fieldsync.updateworker.template;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

@Configuration(proxyBeanMethods = false)
class RedeliveryConfiguration {

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
