package dev.fieldsync.campaignworker.step;

import dev.fieldsync.campaignworker.provider.BreakerSettings;
import dev.fieldsync.campaignworker.provider.CallLimits;
import dev.fieldsync.campaignworker.provider.ProviderCalls;
import dev.fieldsync.campaignworker.provider.ProviderHttp;
import dev.fieldsync.campaignworker.provider.email.SendGridSender;
import dev.fieldsync.campaignworker.provider.salesforce.SalesforceQueries;
import dev.fieldsync.campaignworker.provider.sentiment.HttpSentimentAnalyzer;
import dev.fieldsync.campaignworker.provider.sentiment.HttpSentimentSettings;
import dev.fieldsync.campaignworker.provider.sentiment.LexiconSentimentAnalyzer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The providers as they are configured, and the steps that call them. */
@Configuration(proxyBeanMethods = false)
class ProviderConfiguration implements DisposableBean {

  private final List<ProviderHttp> clients = new ArrayList<>();
  private final MeterRegistry meters;
  private final Clock clock;

  ProviderConfiguration(MeterRegistry meters, Clock clock) {
    this.meters = meters;
    this.clock = clock;
  }

  @Bean
  SendEmail sendEmail(SendGridProperties properties) {
    ProviderCalls calls = calls("SendGrid", properties.limits());
    showRate(calls, properties.maxPerSecond());
    return new SendEmail(
        new SendGridSender(
            properties.settings(), calls, http("sendgrid", properties.limits()), clock),
        properties.replyDomainIfAny(),
        new Lane("provider:sendgrid", properties.maxPerSecond(), calls::free));
  }

  @Bean
  Analyze analyze(SentimentProperties properties) {
    HttpSentimentSettings settings = properties.settings();
    if (settings == null) {
      return new Analyze(new LexiconSentimentAnalyzer(), Lane.LOCAL);
    }
    ProviderCalls calls = calls("The sentiment service", properties.limits());
    showRate(calls, properties.maxPerSecond());
    return new Analyze(
        new HttpSentimentAnalyzer(settings, calls, http("sentiment", properties.limits()), clock),
        new Lane("provider:sentiment", properties.maxPerSecond(), calls::free));
  }

  @Bean
  @ConditionalOnExpression("!'${fieldsync.providers.salesforce.client-id:}'.isBlank()")
  SalesforceQueries salesforceQueries(SalesforceProperties properties) {
    return new SalesforceQueries(
        properties.settings(),
        calls("Salesforce", properties.limits()),
        http("salesforce", properties.limits()),
        clock);
  }

  private ProviderCalls calls(String provider, CallLimits limits) {
    return new ProviderCalls(provider, limits, BreakerSettings.DEFAULT, meters, clock);
  }

  private void showRate(ProviderCalls calls, int maxPerSecond) {
    Gauge.builder("fieldsync.provider.max.per.second", () -> maxPerSecond)
        .description("Calls in a second that all workers together may make")
        .tag("provider", calls.provider())
        .strongReference(true)
        .register(meters);
  }

  private ProviderHttp http(String name, CallLimits limits) {
    ProviderHttp client = new ProviderHttp(name, limits);
    clients.add(client);
    return client;
  }

  @Override
  public void destroy() {
    clients.forEach(ProviderHttp::close);
  }
}
