package dev.fieldsync.campaignworker.provider.email;

import dev.fieldsync.campaignworker.provider.BreakerSettings;
import dev.fieldsync.campaignworker.provider.CallLimits;
import dev.fieldsync.campaignworker.provider.ProviderCalls;
import dev.fieldsync.campaignworker.provider.ProviderHttp;
import dev.fieldsync.campaignworker.provider.ProviderResult;
import dev.fieldsync.campaignworker.provider.Secret;
import dev.fieldsync.campaignworker.provider.StepKey;
import dev.fieldsync.simulators.sendgrid.SendGridSimulator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A sender and a simulated SendGrid. */
final class SendGridFixture implements AutoCloseable {

  final SendGridSimulator sendGrid = SendGridSimulator.start(0, 42);
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final ProviderCalls calls;
  private final ProviderHttp http;
  private final SendGridSender sender;

  SendGridFixture(CallLimits limits) {
    this(limits, SendGridSimulator.API_KEY, null);
  }

  SendGridFixture(CallLimits limits, String apiKey, URI elsewhere) {
    BreakerSettings breaker = new BreakerSettings(100, 1_000, 1_000, Duration.ofSeconds(1), 1);
    calls = new ProviderCalls("SendGrid", limits, breaker, meters, Clock.systemUTC());
    http = new ProviderHttp("sendgrid", limits);
    URI url = elsewhere == null ? sendGrid.server().uri() : elsewhere;
    SendGridSettings settings =
        new SendGridSettings(url, new Secret(apiKey), "office@example.com", "The office");
    sender = new SendGridSender(settings, calls, http, Clock.systemUTC());
  }

  CompletableFuture<ProviderResult<SentEmail>> sending(String job, String to) {
    return sender.send(
        new Email(
            new StepKey(job, "send_email"),
            to,
            "reply-1@replies.example.com",
            "Your inspection",
            "We come on Monday."));
  }

  ProviderResult<SentEmail> send(String job, String to) {
    return sending(job, to).join();
  }

  @Override
  public void close() {
    http.close();
    sendGrid.close();
  }
}
