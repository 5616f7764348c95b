package dev.fieldsync.gateway.stats;

import dev.fieldsync.shared.startup.PeriodicDuties;
import dev.fieldsync.shared.startup.PeriodicDuties.Duty;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Has the recent numbers sampled, and what waits asked for. Each has a thread: who is asked may
 * take a while, and samples do not wait for it.
 */
@Configuration(proxyBeanMethods = false)
class SampleDuties {

  private static final Duration SAMPLE = Duration.ofSeconds(1);

  /** Every gateway asks, whether or not somebody looks; often enough for a graph of minutes. */
  private static final Duration ASK = Duration.ofSeconds(5);

  @Bean
  PeriodicDuties sampleTimer(RecentNumbers recent) {
    return new PeriodicDuties(
        "stats-timer", new Duty("sample-recent-numbers", SAMPLE, recent::runOnce));
  }

  @Bean
  PeriodicDuties waitingTimer(WaitingNumbers waiting) {
    return new PeriodicDuties("waiting-timer", new Duty("ask-what-waits", ASK, waiting::runOnce));
  }
}
