package dev.fieldsync.campaignworker.provider.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fieldsync.campaignworker.provider.BreakerSettings;
import dev.fieldsync.campaignworker.provider.CallLimits;
import dev.fieldsync.campaignworker.provider.ProviderCalls;
import dev.fieldsync.campaignworker.provider.ProviderHttp;
import dev.fieldsync.campaignworker.provider.ProviderResult;
import dev.fieldsync.campaignworker.provider.ProviderResult.Accepted;
import dev.fieldsync.campaignworker.provider.ProviderResult.Permanent;
import dev.fieldsync.campaignworker.provider.ProviderResult.RateLimited;
import dev.fieldsync.campaignworker.provider.ProviderResult.Transient;
import dev.fieldsync.campaignworker.provider.Secret;
import dev.fieldsync.simulators.salesforce.SalesforceSimulator;
import dev.fieldsync.simulators.traffic.Behaviour;
import dev.fieldsync.simulators.traffic.Fault;
import dev.fieldsync.simulators.traffic.RetryHint;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SalesforceQueriesIT {

  private static final String EMAILS = "SELECT Id, Email FROM Contact WHERE HasOptedOut = false";
  private static final CallLimits LIMITS =
      new CallLimits(10, Duration.ofSeconds(2), Duration.ofSeconds(10));

  private static SalesforceSimulator salesforce;
  private static ProviderHttp http;

  private final PageConsumer ignoring = page -> CompletableFuture.completedFuture(null);

  @BeforeAll
  static void start() {
    salesforce = SalesforceSimulator.start(0, 42, 10_000);
    http = new ProviderHttp("salesforce", LIMITS);
  }

  @AfterAll
  static void stop() {
    http.close();
    salesforce.close();
  }

  @BeforeEach
  void forget() {
    salesforce.server().forget();
    salesforce.contacts().setPageSize(2_000);
  }

  @Test
  void ten_thousand_records_come_page_by_page_each_asked_for_when_the_last_was_taken() {
    List<CompletableFuture<Void>> taking = new ArrayList<>();
    Set<String> emails = new LinkedHashSet<>();
    var run =
        queries(10_000, 10)
            .run(
                EMAILS,
                page -> {
                  page.records().forEach(it -> emails.add(it.path("Email").asString()));
                  CompletableFuture<Void> taken = new CompletableFuture<>();
                  taking.add(taken);
                  return taken;
                });

    for (int pages = 1; pages <= 5; pages++) {
      int arrived = pages;
      await().until(() -> taking.size() == arrived);
      // The token, and no page beyond the one that is being taken.
      assertThat(salesforce.server().counters().calls()).isEqualTo(1 + arrived);
      taking.get(arrived - 1).complete(null);
    }

    assertThat(run.join()).isEqualTo(new Accepted<>(new QueryTotals(5, 10_000)));
    assertThat(emails).hasSize(10_000).contains("customer0@example.com");
    assertThat(salesforce.contacts().tokensIssued()).isPositive();
  }

  @Test
  void records_have_the_selected_fields_and_nothing_else() {
    List<RecordPage> pages = new ArrayList<>();
    queries(10, 1)
        .run(
            "SELECT Email FROM Contact LIMIT 1",
            page -> {
              pages.add(page);
              return CompletableFuture.completedFuture(null);
            })
        .join();

    assertThat(pages.get(0).records()).hasToString("[{\"Email\":\"customer0@example.com\"}]");
    assertThat(pages.get(0).totalSize()).isEqualTo(1);
  }

  @Test
  void a_token_that_expires_between_two_pages_is_replaced() {
    int issued = salesforce.contacts().tokensIssued();
    var result =
        queries(10_000, 10)
            .run(
                EMAILS,
                page -> {
                  if (page.number() == 2) {
                    salesforce.contacts().expireTokens();
                  }
                  return CompletableFuture.completedFuture(null);
                })
            .join();

    assertThat(result).isEqualTo(new Accepted<>(new QueryTotals(5, 10_000)));
    assertThat(salesforce.contacts().tokensIssued() - issued).isEqualTo(2);
  }

  @Test
  void many_queries_share_one_token() {
    int issued = salesforce.contacts().tokensIssued();
    SalesforceQueries queries = queries(10_000, 10);
    List<CompletableFuture<ProviderResult<QueryTotals>>> runs = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      runs.add(queries.run("SELECT Id FROM Contact LIMIT 10", ignoring));
    }

    assertThat(runs).allSatisfy(run -> assertThat(run.join()).isInstanceOf(Accepted.class));
    assertThat(salesforce.contacts().tokensIssued() - issued).isEqualTo(1);
  }

  @Test
  void a_wrong_query_is_permanent_with_the_words_of_salesforce() {
    assertThat(run("SELECT Emial FROM Contact"))
        .isEqualTo(
            new Permanent<>(
                "Salesforce answered 400: INVALID_FIELD No such column 'Emial' on entity"
                    + " 'Contact'."));
    assertThat(run("SELECT FROM"))
        .isEqualTo(
            new Permanent<>(
                "Salesforce answered 400: MALFORMED_QUERY unexpected token: 'SELECT FROM'"));
  }

  @Test
  void a_query_that_finds_too_much_is_refused_before_anything_is_taken() {
    List<RecordPage> taken = new ArrayList<>();
    var result =
        queries(9_999, 10)
            .run(
                EMAILS,
                page -> {
                  taken.add(page);
                  return CompletableFuture.completedFuture(null);
                })
            .join();

    assertThat(result)
        .isEqualTo(
            new Permanent<>("The query finds 10000 records, 9999 are allowed. Narrow it down."));
    assertThat(taken).isEmpty();
  }

  @Test
  void a_query_of_too_many_pages_is_given_up() {
    salesforce.contacts().setPageSize(1_000);

    assertThat(queries(10_000, 3).run(EMAILS, ignoring).join())
        .isEqualTo(new Permanent<>("The query takes more than 3 pages. Narrow it down."));
  }

  @Test
  void the_daily_limit_is_no_failure() {
    SalesforceQueries queries = queries(10_000, 10);
    assertThat(queries.run("SELECT Id FROM Contact LIMIT 1", ignoring).join())
        .isInstanceOf(Accepted.class);
    salesforce.server().behave(Behaviour.GOOD.withRetryHint(RetryHint.NONE, Duration.ofSeconds(1)));
    salesforce.server().failNext(Fault.THROTTLED);

    assertThat(queries.run(EMAILS, ignoring).join())
        .isEqualTo(
            new RateLimited<>(
                "Salesforce answered 403: REQUEST_LIMIT_EXCEEDED TotalRequests Limit exceeded.",
                Duration.ofMinutes(15)));
  }

  @Test
  void its_own_failures_and_lost_connections_are_transient_and_the_next_run_works() {
    SalesforceQueries queries = queries(10_000, 10);
    salesforce.server().failNext(Fault.SERVER_ERROR);
    assertThat(queries.run(EMAILS, ignoring).join()).isInstanceOf(Transient.class);
    salesforce.server().failNext(Fault.DROPPED);
    assertThat(queries.run(EMAILS, ignoring).join()).isInstanceOf(Transient.class);

    assertThat(queries.run(EMAILS, ignoring).join()).isInstanceOf(Accepted.class);
  }

  @Test
  void a_wrong_secret_is_not_the_campaigns_fault_and_is_not_shown() {
    var result =
        queries(10_000, 10, new Secret("this-must-never-be-seen")).run(EMAILS, ignoring).join();

    assertThat(result)
        .isEqualTo(
            new Transient<>(
                "Salesforce's login answered 400: invalid_client invalid client credentials",
                null));
  }

  @Test
  void a_consumer_that_fails_ends_the_query_with_its_failure() {
    var run =
        queries(10_000, 10)
            .run(
                EMAILS,
                page -> CompletableFuture.failedFuture(new IllegalStateException("disk full")));

    assertThatThrownBy(run::join).hasRootCauseMessage("disk full");
    assertThat(salesforce.server().counters().calls()).isEqualTo(2);
  }

  private ProviderResult<QueryTotals> run(String soql) {
    return queries(10_000, 10).run(soql, ignoring).join();
  }

  private static SalesforceQueries queries(int maxRecords, int maxPages) {
    return queries(maxRecords, maxPages, new Secret(SalesforceSimulator.CLIENT_SECRET));
  }

  private static SalesforceQueries queries(int maxRecords, int maxPages, Secret secret) {
    ProviderCalls calls =
        new ProviderCalls(
            "Salesforce",
            LIMITS,
            BreakerSettings.DEFAULT,
            new SimpleMeterRegistry(),
            Clock.systemUTC());
    SalesforceSettings settings =
        new SalesforceSettings(
            salesforce.server().uri(),
            SalesforceSimulator.CLIENT_ID,
            secret,
            "v62.0",
            maxRecords,
            maxPages);
    return new SalesforceQueries(settings, calls, http, Clock.systemUTC());
  }
}
