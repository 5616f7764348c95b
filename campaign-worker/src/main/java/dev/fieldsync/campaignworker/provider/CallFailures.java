package dev.fieldsync.campaignworker.provider;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/** What it means that a call ended in an exception. */
final class CallFailures {

  private static final Logger log = LoggerFactory.getLogger(CallFailures.class);

  private CallFailures() {}

  static <T> ProviderResult<T> of(String provider, @Nullable Throwable error) {
    return new ProviderResult.Transient<>(reason(provider, cause(error)), null);
  }

  private static String reason(String provider, @Nullable Throwable cause) {
    if (cause instanceof HttpConnectTimeoutException || cause instanceof ConnectException) {
      return provider + " could not be reached";
    }
    if (cause instanceof HttpTimeoutException || cause instanceof TimeoutException) {
      return provider + " did not answer in time; it may have done what was asked";
    }
    if (cause instanceof AnswerTooLargeException) {
      return provider + " sent an answer that is too large";
    }
    if (cause instanceof IOException) {
      return "the connection to " + provider + " was lost; it may have done what was asked";
    }
    if (cause instanceof JacksonException) {
      return provider + " sent an answer that cannot be read";
    }
    log.atError()
        .setCause(cause)
        .addKeyValue("provider", provider)
        .log("A call of a provider failed in a way that was not foreseen; it is tried again");
    return "the call of " + provider + " failed unexpectedly";
  }

  private static @Nullable Throwable cause(@Nullable Throwable error) {
    Throwable cause = error;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
