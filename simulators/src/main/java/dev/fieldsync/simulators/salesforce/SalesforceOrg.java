package dev.fieldsync.simulators.salesforce;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Generated contacts and issued tokens. Thread-safe. */
public final class SalesforceOrg {

  private static final int MAX_TOKENS = 100;

  private final int size;
  private final Set<String> tokens = new LinkedHashSet<>();
  private volatile int pageSize = 2_000;
  private int tokensIssued;

  SalesforceOrg(int size) {
    this.size = size;
  }

  /** Makes every token that was issued invalid. */
  public synchronized void expireTokens() {
    tokens.clear();
  }

  /** Returns how many tokens were issued. */
  public synchronized int tokensIssued() {
    return tokensIssued;
  }

  /** Changes how many records a page has; Salesforce's default is 2000. */
  public void setPageSize(int records) {
    pageSize = records;
  }

  int pageSize() {
    return pageSize;
  }

  int size() {
    return size;
  }

  synchronized String issueToken() {
    String token = "00D" + UUID.randomUUID().toString().replace("-", "");
    if (tokens.size() == MAX_TOKENS) {
      tokens.remove(tokens.iterator().next());
    }
    tokens.add(token);
    tokensIssued++;
    return token;
  }

  synchronized boolean isValid(String token) {
    return tokens.contains(token);
  }

  /** Returns what every contact has; the number is the contact's place, from 0 on. */
  Map<String, String> contact(int number) {
    return Map.of(
        "Id", "003%015d".formatted(number),
        "FirstName", "First" + number,
        "LastName", "Last" + number,
        "Email", "customer" + number + "@example.com",
        "Phone", "555%07d".formatted(number));
  }
}
