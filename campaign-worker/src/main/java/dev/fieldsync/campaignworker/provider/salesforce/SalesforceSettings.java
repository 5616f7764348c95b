package dev.fieldsync.campaignworker.provider.salesforce;

import dev.fieldsync.campaignworker.provider.Secret;
import java.net.URI;

/**
 * How Salesforce is reached, and how much is taken from it.
 *
 * @param loginUrl the organization's own, {@code https://NAME.my.salesforce.com}
 * @param clientId the connected app's consumer key
 * @param clientSecret its secret
 * @param apiVersion as {@code v62.0}
 * @param maxRecords a query that finds more is refused, from 1 on
 * @param maxPages a query that takes more is given up, from 1 on
 */
public record SalesforceSettings(
    URI loginUrl,
    String clientId,
    Secret clientSecret,
    String apiVersion,
    int maxRecords,
    int maxPages) {

  /** Checks the ranges. */
  public SalesforceSettings {
    if (!apiVersion.matches("v\\d{2,3}\\.0")) {
      throw new IllegalArgumentException("api-version must look like v62.0");
    }
    if (maxRecords < 1 || maxPages < 1) {
      throw new IllegalArgumentException("max-records and max-pages must be at least 1");
    }
  }
}
