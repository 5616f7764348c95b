package dev.fieldsync.campaignworker.provider.sentiment;

import dev.fieldsync.campaignworker.provider.HttpAnswer;
import dev.fieldsync.campaignworker.provider.ProviderCalls;
import dev.fieldsync.campaignworker.provider.ProviderHttp;
import dev.fieldsync.campaignworker.provider.ProviderResult;
import dev.fieldsync.campaignworker.provider.ProviderText;
import dev.fieldsync.campaignworker.provider.StepKey;
import dev.fieldsync.shared.json.Json;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Asks a service: posts {@code {"text": ...}} and reads {@code {"label":
 * "positive|negative|neutral", "score": -1 to 1}}. Only what the sender wrote leaves the house, not
 * what the mail quotes. Thread-safe.
 */
public final class HttpSentimentAnalyzer implements SentimentAnalyzer {

  private final HttpSentimentSettings settings;
  private final ProviderCalls calls;
  private final ProviderHttp http;
  private final Clock clock;

  /** Creates the analyzer; it connects to nothing yet. */
  public HttpSentimentAnalyzer(
      HttpSentimentSettings settings, ProviderCalls calls, ProviderHttp http, Clock clock) {
    this.settings = settings;
    this.calls = calls;
    this.http = http;
    this.clock = clock;
  }

  @Override
  public CompletableFuture<ProviderResult<Sentiment>> analyze(StepKey key, String reply) {
    return calls.run(() -> http.send(request(key, reply)).thenApply(this::result));
  }

  private HttpRequest.Builder request(StepKey key, String reply) {
    String body =
        Json.text(JsonNodeFactory.instance.objectNode().put("text", ReplyText.own(reply)));
    return HttpRequest.newBuilder(settings.url())
        .header("Authorization", "Bearer " + settings.apiKey().reveal())
        .header("Content-Type", "application/json")
        .header("Idempotency-Key", key.value())
        .POST(BodyPublishers.ofString(body));
  }

  private ProviderResult<Sentiment> result(HttpAnswer answer) {
    if (!answer.isOk()) {
      String said = answer.jsonIfAny().path("error").asString("");
      return answer.failure(
          ProviderText.refusal(calls.provider(), answer.status(), settings.apiKey().hideIn(said)),
          clock);
    }
    return sentiment(answer.json())
        .<ProviderResult<Sentiment>>map(ProviderResult.Accepted::new)
        .orElseGet(
            () ->
                new ProviderResult.Transient<>(
                    calls.provider() + " sent an answer without a label and a score", null));
  }

  private static Optional<Sentiment> sentiment(JsonNode verdict) {
    String label = verdict.path("label").asString("").toUpperCase(Locale.ROOT);
    double score = verdict.path("score").asDouble(Double.NaN);
    for (Sentiment.Label known : Sentiment.Label.values()) {
      if (known.name().equals(label) && Math.abs(score) <= 1) {
        return Optional.of(new Sentiment(known, score));
      }
    }
    return Optional.empty();
  }
}
