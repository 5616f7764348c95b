package dev.fieldsync.campaignworker.provider.salesforce;

import dev.fieldsync.campaignworker.provider.HttpAnswer;
import dev.fieldsync.campaignworker.provider.ProviderCalls;
import dev.fieldsync.campaignworker.provider.ProviderHttp;
import dev.fieldsync.campaignworker.provider.ProviderResult;
import dev.fieldsync.campaignworker.provider.ProviderText;
import dev.fieldsync.campaignworker.provider.Secret;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Keeps the access token (OAuth 2.0 client credentials, RFC 6749, 4.4) until somebody finds it
 * expired; however many need a new one, one is asked for. Thread-safe.
 */
final class Tokens {

  private final SalesforceSettings settings;
  private final ProviderCalls calls;
  private final ProviderHttp http;
  private final Clock clock;
  private @Nullable CompletableFuture<ProviderResult<Token>> current;

  Tokens(SalesforceSettings settings, ProviderCalls calls, ProviderHttp http, Clock clock) {
    this.settings = settings;
    this.calls = calls;
    this.http = http;
    this.clock = clock;
  }

  synchronized CompletableFuture<ProviderResult<Token>> current() {
    CompletableFuture<ProviderResult<Token>> known = current;
    boolean failed =
        known != null
            && known.isDone()
            && !(known.join() instanceof ProviderResult.Accepted<Token>);
    if (known == null || failed) {
      known = calls.run(() -> http.send(request()).thenApply(this::result));
      current = known;
    }
    return known;
  }

  /** Forgets a token, unless another one has taken its place. */
  synchronized void expired(Token token) {
    if (current != null
        && current.isDone()
        && current.join() instanceof ProviderResult.Accepted<Token> accepted
        && accepted.value().equals(token)) {
      current = null;
    }
  }

  private HttpRequest.Builder request() {
    String form =
        "grant_type=client_credentials&client_id="
            + encoded(settings.clientId())
            + "&client_secret="
            + encoded(settings.clientSecret().reveal());
    return HttpRequest.newBuilder(settings.loginUrl().resolve("/services/oauth2/token"))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(form));
  }

  private ProviderResult<Token> result(HttpAnswer answer) {
    if (!answer.isOk()) {
      JsonNode error = answer.jsonIfAny();
      String said =
          error.path("error").asString("") + " " + error.path("error_description").asString("");
      String reason =
          ProviderText.refusal(
              "Salesforce's login", answer.status(), settings.clientSecret().hideIn(said));
      ProviderResult<Token> failure = answer.failure(reason, clock);
      // Wrong credentials are not the fault of the campaign that met them first.
      return failure instanceof ProviderResult.Permanent
          ? new ProviderResult.Transient<>(reason, null)
          : failure;
    }
    JsonNode token = answer.json();
    URI instance = URI.create(token.path("instance_url").asString());
    if (!settings.loginUrl().getScheme().equals(instance.getScheme())) {
      return new ProviderResult.Transient<>(
          "Salesforce's login names an instance with another scheme than its own", null);
    }
    return new ProviderResult.Accepted<>(
        new Token(new Secret(token.path("access_token").asString()), instance));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
