package dev.fieldsync.gateway.stats;

import dev.fieldsync.shared.schedule.PeriodicDuties;
import dev.fieldsync.shared.schedule.PeriodicDuties.Duty;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Has the recent numbers sampled. */
@Configuration(proxyBeanMethods = false)
class SampleDuty {

  private static final Duration PERIOD = Duration.ofSeconds(1);

  @Bean
  PeriodicDuties sampleTimer(RecentNumbers recent) {
    return new PeriodicDuties(
        "stats-timer", new Duty("sample-recent-numbers", PERIOD, recent::runOnce));
  }
}
