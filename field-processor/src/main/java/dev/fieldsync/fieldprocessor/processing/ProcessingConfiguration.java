package dev.fieldsync.fieldprocessor.processing;

import dev.fieldsync.shared.node.NodeName;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

@Configuration(proxyBeanMethods = false)
class ProcessingConfiguration {

  /** The name of this processor, {@code fieldsync.field-processor.node}. */
  @Bean
  NodeName processorName(@Value("${fieldsync.field-processor.node:}") String configured) {
    return NodeName.of(configured, "field-processor");
  }

  /**
   * A poll that could not be stored, because the database is away, is delivered again for as long
   * as it takes. What cannot be read does not get here, it goes to the dead letters.
   */
  @Bean
  DefaultErrorHandler redeliverUntilDone() {
    ExponentialBackOff backOff = new ExponentialBackOff(500, 2);
    backOff.setMaxInterval(10_000);
    backOff.setJitter(100);
    return new DefaultErrorHandler(backOff);
  }
}
