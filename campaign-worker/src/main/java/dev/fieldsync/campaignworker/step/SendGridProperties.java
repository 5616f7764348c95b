package dev.fieldsync.campaignworker.step;

import dev.fieldsync.campaigns.audience.EmailAddress;
import dev.fieldsync.campaignworker.provider.CallLimits;
import dev.fieldsync.campaignworker.provider.Secret;
import dev.fieldsync.campaignworker.provider.email.SendGridSettings;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How mails are sent, {@code fieldsync.providers.sendgrid}; all need a restart.
 *
 * @param baseUrl default {@code https://api.sendgrid.com}
 * @param apiKey from the environment; without one the service does not start
 * @param from the sender's verified address
 * @param fromName the sender's name
 * @param replyDomain where SendGrid's Inbound Parse takes replies and posts them to the gateway;
 *     each mail gets an address of its own there as {@code Reply-To}. Without one, replies go to
 *     the sender
 * @param maxPerSecond mails in a second by all workers together, the provider's limit; default 500
 * @param maxInFlight open calls of this worker; default 1000
 * @param connectTimeout default 3 seconds
 * @param requestTimeout default 15 seconds
 */
@ConfigurationProperties("fieldsync.providers.sendgrid")
record SendGridProperties(
    @DefaultValue("https://api.sendgrid.com") URI baseUrl,
    @Nullable String apiKey,
    @Nullable String from,
    @Nullable String fromName,
    @Nullable String replyDomain,
    @DefaultValue("500") int maxPerSecond,
    @DefaultValue("1000") int maxInFlight,
    @DefaultValue("3s") Duration connectTimeout,
    @DefaultValue("15s") Duration requestTimeout) {

  SendGridProperties {
    if (maxPerSecond < 1) {
      throw new IllegalArgumentException("max-per-second must be at least 1");
    }
    if (replyDomain != null && !replyDomain.isBlank()) {
      try {
        EmailAddress.of("reply@" + replyDomain);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "reply-domain must be a domain such as replies.example.com, not " + replyDomain, e);
      }
    }
  }

  @Nullable String replyDomainIfAny() {
    return replyDomain == null || replyDomain.isBlank() ? null : replyDomain;
  }

  SendGridSettings settings() {
    if (apiKey == null || apiKey.isBlank()) {
      throw new MissingProviderException(
          "SendGrid's key is missing: set SENDGRID_API_KEY (fieldsync.providers.sendgrid.api-key)");
    }
    if (from == null || from.isBlank()) {
      throw new MissingProviderException(
          "The sender is missing: set SENDGRID_FROM (fieldsync.providers.sendgrid.from)"
              + " to an address that is verified with SendGrid");
    }
    return new SendGridSettings(
        baseUrl,
        new Secret(apiKey),
        from,
        fromName == null || fromName.isBlank() ? null : fromName);
  }

  CallLimits limits() {
    return new CallLimits(maxInFlight, connectTimeout, requestTimeout);
  }

  /** The key is never printed. */
  @Override
  public String toString() {
    return "SendGridProperties[" + baseUrl + "]";
  }
}
