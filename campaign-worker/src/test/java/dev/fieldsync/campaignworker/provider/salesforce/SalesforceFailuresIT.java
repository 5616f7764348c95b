package dev.fieldsync.campaignworker.provider.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fieldsync.campaignworker.provider.ProviderResult;
import dev.fieldsync.campaignworker.provider.ProviderResult.Accepted;
import dev.fieldsync.campaignworker.provider.ProviderResult.Permanent;
import dev.fieldsync.campaignworker.provider.ProviderResult.RateLimited;
import dev.fieldsync.campaignworker.provider.ProviderResult.Transient;
import dev.fieldsync.campaignworker.provider.Secret;
import dev.fieldsync.simulators.traffic.Behaviour;
import dev.fieldsync.simulators.traffic.Fault;
import dev.fieldsync.simulators.traffic.RetryHint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SalesforceFailuresIT {

  private static final String EMAILS = "SELECT Id, Email FROM Contact WHERE HasOptedOut = false";
  private static final PageConsumer IGNORING = page -> CompletableFuture.completedFuture(null);

  private static SalesforceFixture fixture;

  @BeforeAll
  static void start() {
    fixture = new SalesforceFixture();
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  @BeforeEach
  void forget() {
    fixture.forget();
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
        fixture
            .queries(9_999, 10)
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
    fixture.contacts().setPageSize(1_000);

    assertThat(fixture.queries(10_000, 3).run(EMAILS, IGNORING).join())
        .isEqualTo(new Permanent<>("The query takes more than 3 pages. Narrow it down."));
  }

  @Test
  void the_daily_limit_is_no_failure() {
    SalesforceQueries queries = fixture.queries(10_000, 10);
    assertThat(queries.run("SELECT Id FROM Contact LIMIT 1", IGNORING).join())
        .isInstanceOf(Accepted.class);
    fixture.server().behave(Behaviour.GOOD.withRetryHint(RetryHint.NONE, Duration.ofSeconds(1)));
    fixture.server().failNext(Fault.THROTTLED);

    assertThat(queries.run(EMAILS, IGNORING).join())
        .isEqualTo(
            new RateLimited<>(
                "Salesforce answered 403: REQUEST_LIMIT_EXCEEDED TotalRequests Limit exceeded.",
                Duration.ofMinutes(15)));
  }

  @Test
  void its_own_failures_and_lost_connections_are_transient_and_the_next_run_works() {
    SalesforceQueries queries = fixture.queries(10_000, 10);
    fixture.server().failNext(Fault.SERVER_ERROR);
    assertThat(queries.run(EMAILS, IGNORING).join()).isInstanceOf(Transient.class);
    fixture.server().failNext(Fault.DROPPED);
    assertThat(queries.run(EMAILS, IGNORING).join()).isInstanceOf(Transient.class);

    assertThat(queries.run(EMAILS, IGNORING).join()).isInstanceOf(Accepted.class);
  }

  @Test
  void a_wrong_secret_is_not_the_campaigns_fault_and_is_not_shown() {
    var result =
        fixture
            .queries(10_000, 10, new Secret("this-must-never-be-seen"))
            .run(EMAILS, IGNORING)
            .join();

    assertThat(result)
        .isEqualTo(
            new Transient<>(
                "Salesforce's login answered 400: invalid_client invalid client credentials",
                null));
  }

  @Test
  void a_consumer_that_fails_ends_the_query_with_its_failure() {
    var run =
        fixture
            .queries(10_000, 10)
            .run(
                EMAILS,
                page -> CompletableFuture.failedFuture(new IllegalStateException("disk full")));

    assertThatThrownBy(run::join).hasRootCauseMessage("disk full");
    assertThat(fixture.server().counters().calls()).isEqualTo(2);
  }

  private static ProviderResult<QueryTotals> run(String soql) {
    return fixture.queries(10_000, 10).run(soql, IGNORING).join();
  }
}
