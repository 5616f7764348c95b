package dev.fieldsync.campaignworker.provider.salesforce;

import dev.fieldsync.campaignworker.provider.HttpAnswer;
import dev.fieldsync.campaignworker.provider.ProviderCalls;
import dev.fieldsync.campaignworker.provider.ProviderHttp;
import dev.fieldsync.campaignworker.provider.ProviderResult;
import dev.fieldsync.campaignworker.provider.ProviderResult.Accepted;
import dev.fieldsync.campaignworker.provider.ProviderResult.Permanent;
import dev.fieldsync.campaignworker.provider.ProviderResult.Transient;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;

/**
 * Runs SOQL queries ({@code GET /services/data/vNN.0/query}) and hands on what they find, page by
 * page. Thread-safe; no thread waits.
 */
public final class SalesforceQueries {

  private final SalesforceSettings settings;
  private final ProviderCalls calls;
  private final ProviderHttp http;
  private final Clock clock;
  private final Tokens tokens;

  /** Creates the client; it connects to nothing yet. */
  public SalesforceQueries(
      SalesforceSettings settings, ProviderCalls calls, ProviderHttp http, Clock clock) {
    this.settings = settings;
    this.calls = calls;
    this.http = http;
    this.clock = clock;
    this.tokens = new Tokens(settings, calls, http, clock);
  }

  /**
   * Runs a query. Pages that were taken stay taken when a later one fails; a repeat begins with the
   * first.
   *
   * @return how it ended; {@code Permanent} with Salesforce's words for a query that is wrong or
   *     finds too much; fails only when the consumer does
   */
  public CompletableFuture<ProviderResult<QueryTotals>> run(String soql, PageConsumer consumer) {
    String path =
        "/services/data/"
            + settings.apiVersion()
            + "/query?q="
            + URLEncoder.encode(soql, StandardCharsets.UTF_8);
    return from(path, new QueryTotals(0, 0), consumer);
  }

  private CompletableFuture<ProviderResult<QueryTotals>> from(
      String path, QueryTotals before, PageConsumer consumer) {
    if (before.pages() == settings.maxPages()) {
      return done(
          new Permanent<>(
              "The query takes more than " + before.pages() + " pages. Narrow it down."));
    }
    return page(path, true)
        .thenCompose(
            result ->
                result instanceof Accepted<QueryPage> accepted
                    ? take(accepted.value(), before, consumer)
                    : done(result.failure()));
  }

  private CompletableFuture<ProviderResult<QueryTotals>> take(
      QueryPage page, QueryTotals before, PageConsumer consumer) {
    int taken = before.records() + page.records().size();
    if (Math.max(page.totalSize(), taken) > settings.maxRecords()) {
      return done(
          new Permanent<>(
              "The query finds %d records, %d are allowed. Narrow it down."
                  .formatted(Math.max(page.totalSize(), taken), settings.maxRecords())));
    }
    QueryTotals after = new QueryTotals(before.pages() + 1, taken);
    String next = page.next();
    return consumer
        .take(new RecordPage(after.pages(), page.records(), page.totalSize()))
        .toCompletableFuture()
        .thenCompose(
            ready -> next == null ? done(new Accepted<>(after)) : from(next, after, consumer));
  }

  /** Gets a page; an expired token is replaced once. */
  private CompletableFuture<ProviderResult<QueryPage>> page(String path, boolean mayRenew) {
    return tokens
        .current()
        .thenCompose(
            result ->
                result instanceof Accepted<Token> token
                    ? page(path, token.value(), mayRenew)
                    : done(result.failure()));
  }

  private CompletableFuture<ProviderResult<QueryPage>> page(
      String path, Token token, boolean mayRenew) {
    return calls
        .run(() -> http.send(request(path, token)).thenApply(answer -> answered(answer, token)))
        .thenCompose(
            result -> {
              if (!(result instanceof Accepted<Reply> accepted)) {
                return done(result.failure());
              }
              if (accepted.value() instanceof Reply.Page page) {
                return done(new Accepted<>(page.page()));
              }
              tokens.expired(token);
              return mayRenew
                  ? page(path, false)
                  : done(new Transient<>("Salesforce refuses a token that it just gave", null));
            });
  }

  private HttpRequest.Builder request(String path, Token token) {
    return HttpRequest.newBuilder(token.instanceUrl().resolve(path))
        .header("Authorization", "Bearer " + token.access().reveal())
        .GET();
  }

  private ProviderResult<Reply> answered(HttpAnswer answer, Token token) {
    if (answer.status() == 401) {
      return new Accepted<>(new Reply.Expired());
    }
    return answer.isOk()
        ? new Accepted<>(new Reply.Page(QueryPage.of(answer.json())))
        : QueryErrors.of(answer, token, clock);
  }

  private static <T> CompletableFuture<ProviderResult<T>> done(ProviderResult<T> result) {
    return CompletableFuture.completedFuture(result);
  }

  /**
   * What a request for a page may bring; an expired token says nothing about Salesforce's health.
   */
  private sealed interface Reply {

    record Page(QueryPage page) implements Reply {}

    record Expired() implements Reply {}
  }
}
