package dev.fieldsync.campaignworker.provider.email;

import dev.fieldsync.campaignworker.provider.HttpAnswer;
import dev.fieldsync.campaignworker.provider.ProviderCalls;
import dev.fieldsync.campaignworker.provider.ProviderHttp;
import dev.fieldsync.campaignworker.provider.ProviderResult;
import dev.fieldsync.campaignworker.provider.ProviderText;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;

/**
 * Sends mails through SendGrid's v3 API ({@code POST /v3/mail/send}). Thread-safe.
 *
 * <p>The step's key travels in the header {@code Idempotency-Key}, in {@code custom_args} and in a
 * header of the mail. SendGrid has no idempotency of its own: after a lost answer the events that
 * it tells with {@code custom_args} say whether the mail went out.
 */
public final class SendGridSender implements EmailSender {

  private final SendGridSettings settings;
  private final ProviderCalls calls;
  private final ProviderHttp http;
  private final Clock clock;
  private final URI sendUrl;

  /** Creates the sender; it connects to nothing yet. */
  public SendGridSender(
      SendGridSettings settings, ProviderCalls calls, ProviderHttp http, Clock clock) {
    this.settings = settings;
    this.calls = calls;
    this.http = http;
    this.clock = clock;
    this.sendUrl = settings.baseUrl().resolve("/v3/mail/send");
  }

  @Override
  public CompletableFuture<ProviderResult<SentEmail>> send(Email email) {
    return calls.run(() -> http.send(request(email)).thenApply(this::result));
  }

  private HttpRequest.Builder request(Email email) {
    return HttpRequest.newBuilder(sendUrl)
        .header("Authorization", "Bearer " + settings.apiKey().reveal())
        .header("Content-Type", "application/json")
        .header("Idempotency-Key", email.key().value())
        .POST(
            BodyPublishers.ofString(
                SendGridMail.json(email, settings.from(), settings.fromName())));
  }

  private ProviderResult<SentEmail> result(HttpAnswer answer) {
    if (answer.isOk()) {
      return new ProviderResult.Accepted<>(
          new SentEmail(answer.headers().firstValue("X-Message-Id").orElse(null)));
    }
    return answer.failure(reason(answer), clock);
  }

  private String reason(HttpAnswer answer) {
    JsonNode error = answer.jsonIfAny().path("errors").path(0);
    String message = error.path("message").asString("");
    String field = error.path("field").asString("");
    String said = field.isEmpty() ? message : message + " (" + field + ")";
    return ProviderText.refusal("SendGrid", answer.status(), settings.apiKey().hideIn(said));
  }
}
