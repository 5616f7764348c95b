package dev.fieldsync.campaignworker.provider;

import dev.fieldsync.shared.json.Json;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * A provider's whole answer.
 *
 * @param body as text, may be empty
 */
public record HttpAnswer(int status, HttpHeaders headers, String body) {

  /** What a refusal without any hint waits, as long as most providers' windows are. */
  private static final Duration RATE_LIMIT_WAIT = Duration.ofSeconds(1);

  static HttpAnswer of(int status, HttpHeaders headers, byte[] body) {
    return new HttpAnswer(status, headers, new String(body, StandardCharsets.UTF_8));
  }

  /** Returns whether the provider did what was asked. */
  public boolean isOk() {
    return status >= 200 && status < 300;
  }

  /**
   * Returns the body.
   *
   * @throws JacksonException when it is not JSON
   */
  public JsonNode json() {
    return Json.parse(body);
  }

  /** Returns the body, or a missing node when it is not JSON. */
  public JsonNode jsonIfAny() {
    try {
      return json();
    } catch (JacksonException e) {
      // A proxy's page, mostly; the status says enough.
      return MissingNode.getInstance();
    }
  }

  /**
   * Returns what a refusal means. A key that is refused is not the single job's fault: it is
   * transient, and opens the circuit breaker until somebody puts the key right.
   *
   * @param reason for people; without secrets
   */
  public <T> ProviderResult<T> failure(String reason, Clock clock) {
    if (status == 429) {
      return new ProviderResult.RateLimited<>(
          reason, RetryAfter.of(headers, clock).orElse(RATE_LIMIT_WAIT));
    }
    boolean passing = status >= 500 || status == 408 || status == 425;
    boolean keyRefused = status == 401 || status == 403 || status == 407;
    if (passing || keyRefused) {
      return new ProviderResult.Transient<>(reason, RetryAfter.of(headers, clock).orElse(null));
    }
    return new ProviderResult.Permanent<>(reason);
  }
}
