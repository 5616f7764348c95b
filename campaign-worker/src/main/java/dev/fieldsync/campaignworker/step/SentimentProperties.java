package dev.fieldsync.campaignworker.step;

import dev.fieldsync.campaignworker.provider.CallLimits;
import dev.fieldsync.campaignworker.provider.Secret;
import dev.fieldsync.campaignworker.provider.sentiment.HttpSentimentSettings;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who says what a reply means, {@code fieldsync.providers.sentiment}: a service when there is a
 * URL, else the lexicon in this process. All need a restart.
 *
 * @param url where texts are posted to
 * @param apiKey its key, from the environment
 * @param maxPerSecond texts in a second by all workers together; default 100
 * @param maxInFlight open calls of this worker; default 200
 * @param connectTimeout default 3 seconds
 * @param requestTimeout default 15 seconds
 */
@ConfigurationProperties("fieldsync.providers.sentiment")
record SentimentProperties(
    @Nullable URI url,
    @Nullable String apiKey,
    @DefaultValue("100") int maxPerSecond,
    @DefaultValue("200") int maxInFlight,
    @DefaultValue("3s") Duration connectTimeout,
    @DefaultValue("15s") Duration requestTimeout) {

  SentimentProperties {
    if (maxPerSecond < 1) {
      throw new IllegalArgumentException("max-per-second must be at least 1");
    }
  }

  @Nullable HttpSentimentSettings settings() {
    if (url == null || url.toString().isBlank()) {
      return null;
    }
    if (apiKey == null || apiKey.isBlank()) {
      throw new MissingProviderException(
          "The sentiment service's key is missing: set SENTIMENT_API_KEY"
              + " (fieldsync.providers.sentiment.api-key)");
    }
    return new HttpSentimentSettings(url, new Secret(apiKey));
  }

  CallLimits limits() {
    return new CallLimits(maxInFlight, connectTimeout, requestTimeout);
  }

  /** The key is never printed. */
  @Override
  public String toString() {
    return "SentimentProperties[" + url + "]";
  }
}
