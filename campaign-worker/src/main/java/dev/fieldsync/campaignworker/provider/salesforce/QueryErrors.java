package dev.fieldsync.campaignworker.provider.salesforce;

import dev.fieldsync.campaignworker.provider.HttpAnswer;
import dev.fieldsync.campaignworker.provider.ProviderResult;
import dev.fieldsync.campaignworker.provider.ProviderText;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What Salesforce means by an error: its codes say more than the HTTP status. */
final class QueryErrors {

  /** The limit is one of calls in a day. */
  private static final Duration LIMIT_WAIT = Duration.ofMinutes(15);

  /** Another try, from the first page on, may well succeed. */
  private static final Set<String> PASSING =
      Set.of("INVALID_QUERY_LOCATOR", "QUERY_TIMEOUT", "UNABLE_TO_LOCK_ROW");

  private QueryErrors() {}

  static <T> ProviderResult<T> of(HttpAnswer answer, Token token, Clock clock) {
    JsonNode error = answer.jsonIfAny().path(0);
    String code = error.path("errorCode").asString("");
    String said = code + " " + error.path("message").asString("");
    String reason =
        ProviderText.refusal("Salesforce", answer.status(), token.access().hideIn(said));
    if (code.equals("REQUEST_LIMIT_EXCEEDED")) {
      return new ProviderResult.RateLimited<>(reason, limitWait(answer, reason, clock));
    }
    if (PASSING.contains(code)) {
      return new ProviderResult.Transient<>(reason, null);
    }
    return answer.failure(reason, clock);
  }

  private static Duration limitWait(HttpAnswer answer, String reason, Clock clock) {
    return answer.failure(reason, clock) instanceof ProviderResult.Transient<Object> told
            && told.retryAfter() != null
        ? told.retryAfter()
        : LIMIT_WAIT;
  }
}
