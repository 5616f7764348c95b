package dev.fieldsync.campaignworker.work;

import dev.fieldsync.shared.node.NodeName;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class WorkerConfiguration {

  @Bean
  NodeName workerName(WorkerProperties properties) {
    return NodeName.of(properties.node(), "campaign-worker");
  }

  @Bean
  Pace pace() {
    return new Pace(System::nanoTime);
  }
}
