package dev.fieldsync.fieldprocessor.processing;

import dev.fieldsync.shared.node.NodeName;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ProcessingConfiguration {

  /** The name of this processor, {@code fieldsync.field-processor.node}. */
  @Bean
  NodeName processorName(@Value("${fieldsync.field-processor.node:}") String configured) {
    return NodeName.of(configured, "field-processor");
  }
}
