package dev.fieldsync.campaignworker.provider.sentiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.campaignworker.provider.BreakerSettings;
import dev.fieldsync.campaignworker.provider.CallLimits;
import dev.fieldsync.campaignworker.provider.ProviderCalls;
import dev.fieldsync.campaignworker.provider.ProviderHttp;
import dev.fieldsync.campaignworker.provider.ProviderResult;
import dev.fieldsync.campaignworker.provider.ProviderResult.Accepted;
import dev.fieldsync.campaignworker.provider.ProviderResult.Permanent;
import dev.fieldsync.campaignworker.provider.ProviderResult.RateLimited;
import dev.fieldsync.campaignworker.provider.ProviderResult.Transient;
import dev.fieldsync.campaignworker.provider.Secret;
import dev.fieldsync.campaignworker.provider.StepKey;
import dev.fieldsync.simulators.sentiment.SentimentSimulator;
import dev.fieldsync.simulators.traffic.Fault;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpSentimentAnalyzerIT {

  private static final CallLimits LIMITS =
      new CallLimits(10, Duration.ofSeconds(2), Duration.ofSeconds(2));

  private final SentimentSimulator service = SentimentSimulator.start(0, 42);
  private final ProviderHttp http = new ProviderHttp("sentiment", LIMITS);

  @AfterEach
  void stop() {
    http.close();
    service.close();
  }

  @Test
  void the_service_says_what_a_reply_means() {
    assertThat(analyze("Yes please call me"))
        .isEqualTo(new Accepted<>(new Sentiment(Sentiment.Label.POSITIVE, 0.8)));
    assertThat(analyze("Not interested, stop writing"))
        .isEqualTo(new Accepted<>(new Sentiment(Sentiment.Label.NEGATIVE, -0.8)));
  }

  @Test
  void what_the_mail_quotes_is_not_sent() {
    assertThat(analyze("Great\n> Tell us to stop at any time"))
        .isEqualTo(new Accepted<>(new Sentiment(Sentiment.Label.POSITIVE, 0.8)));
  }

  @Test
  void each_way_to_fail_has_its_outcome() {
    service.server().failNext(Fault.REJECTED);
    assertThat(analyze("Yes"))
        .isEqualTo(
            new Permanent<>("Sentiment answered 400: The request was rejected by the simulator."));
    service.server().failNext(Fault.THROTTLED);
    assertThat(analyze("Yes")).isInstanceOf(RateLimited.class);
    service.server().failNext(Fault.SERVER_ERROR);
    assertThat(analyze("Yes")).isInstanceOf(Transient.class);
  }

  @Test
  void a_repeat_after_a_lost_answer_gets_the_same_verdict_and_is_known_as_one() {
    service.server().failNext(Fault.ANSWER_LOST);
    assertThat(analyze("Great")).isInstanceOf(Transient.class);

    assertThat(analyze("Great")).isInstanceOf(Accepted.class);
    assertThat(service.server().counters().duplicates()).isEqualTo(1);
  }

  private ProviderResult<Sentiment> analyze(String reply) {
    ProviderCalls calls =
        new ProviderCalls(
            "Sentiment",
            LIMITS,
            BreakerSettings.DEFAULT,
            new SimpleMeterRegistry(),
            Clock.systemUTC());
    HttpSentimentSettings settings =
        new HttpSentimentSettings(
            service.server().uri().resolve("/v1/sentiment"),
            new Secret(SentimentSimulator.API_KEY));
    return new HttpSentimentAnalyzer(settings, calls, http, Clock.systemUTC())
        .analyze(new StepKey("job-1", "analyze"), reply)
        .join();
  }
}
