package dev.fieldsync.campaignworker.step;

import dev.fieldsync.campaignworker.provider.CallLimits;
import dev.fieldsync.campaignworker.provider.Secret;
import dev.fieldsync.campaignworker.provider.salesforce.SalesforceSettings;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How Salesforce is asked for audiences, {@code fieldsync.providers.salesforce}; without a client
 * id nobody asks it. All need a restart.
 *
 * @param loginUrl the organization's own, {@code https://NAME.my.salesforce.com}
 * @param clientId the connected app's consumer key
 * @param clientSecret its secret, from the environment
 * @param apiVersion default v62.0
 * @param maxRecords a query that finds more is refused; default 1,000,000
 * @param maxPages a query that takes more is given up; default 1,000
 * @param maxInFlight open calls of this worker; default 10
 * @param connectTimeout default 3 seconds
 * @param requestTimeout default 60 seconds
 */
@ConfigurationProperties("fieldsync.providers.salesforce")
record SalesforceProperties(
    @Nullable URI loginUrl,
    @Nullable String clientId,
    @Nullable String clientSecret,
    @DefaultValue("v62.0") String apiVersion,
    @DefaultValue("1000000") int maxRecords,
    @DefaultValue("1000") int maxPages,
    @DefaultValue("10") int maxInFlight,
    @DefaultValue("3s") Duration connectTimeout,
    @DefaultValue("60s") Duration requestTimeout) {

  SalesforceSettings settings() {
    if (loginUrl == null || clientId == null || clientSecret == null || clientSecret.isBlank()) {
      throw new MissingProviderException(
          "Salesforce is half configured: set SALESFORCE_LOGIN_URL, SALESFORCE_CLIENT_ID and"
              + " SALESFORCE_CLIENT_SECRET, or none of them");
    }
    return new SalesforceSettings(
        loginUrl, clientId, new Secret(clientSecret), apiVersion, maxRecords, maxPages);
  }

  CallLimits limits() {
    return new CallLimits(maxInFlight, connectTimeout, requestTimeout);
  }

  /** The secret is never printed. */
  @Override
  public String toString() {
    return "SalesforceProperties[" + loginUrl + "]";
  }
}
