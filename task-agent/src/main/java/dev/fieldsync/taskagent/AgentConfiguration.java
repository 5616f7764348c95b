package dev.fieldsync.taskagent;

import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The device's clock, which a test may replace. */
@Configuration(proxyBeanMethods = false)
class AgentConfiguration {

  @Bean
  @ConditionalOnMissingBean
  Clock deviceClock() {
    return Clock.systemUTC();
  }
}
