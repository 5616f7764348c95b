package dev.fieldsync.gateway.cache;

import dev.fieldsync.shared.startup.PeriodicDuties;
import dev.fieldsync.shared.startup.PeriodicDuties.Duty;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How often the periodic duties of this package are done. */
@Configuration(proxyBeanMethods = false)
class CacheDuties {

  private static final Duration PUBLISH = Duration.ofMillis(200);
  private static final Duration OBSERVE = Duration.ofSeconds(1);
  private static final Duration FORGET = Duration.ofSeconds(10);

  @Bean
  PeriodicDuties cacheTimer(
      PublishHoldings publish, StalenessObserver observer, ForgetGoneGateways forget) {
    return new PeriodicDuties(
        "cache-timer",
        new Duty("publish-holdings", PUBLISH, publish::runOnce),
        new Duty("observe-staleness", OBSERVE, observer::runOnce),
        new Duty("forget-gone-gateways", FORGET, () -> forget.runOnce(System.nanoTime())));
  }
}
