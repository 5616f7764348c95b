package dev.fieldsync.campaignworker.provider.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fieldsync.campaignworker.provider.ProviderResult;
import dev.fieldsync.campaignworker.provider.ProviderResult.Accepted;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SalesforcePagingIT {

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
  void ten_thousand_records_come_page_by_page_each_asked_for_when_the_last_was_taken() {
    List<CompletableFuture<Void>> taking = new ArrayList<>();
    Set<String> emails = new LinkedHashSet<>();
    var run =
        fixture
            .queries(10_000, 10)
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
      assertThat(fixture.server().counters().calls()).isEqualTo(1 + arrived);
      taking.get(arrived - 1).complete(null);
    }

    assertThat(run.join()).isEqualTo(new Accepted<>(new QueryTotals(5, 10_000)));
    assertThat(emails).hasSize(10_000).contains("customer0@example.com");
    assertThat(fixture.contacts().tokensIssued()).isPositive();
  }

  @Test
  void records_have_the_selected_fields_and_nothing_else() {
    List<RecordPage> pages = new ArrayList<>();
    fixture
        .queries(10, 1)
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
    int issued = fixture.contacts().tokensIssued();
    var result =
        fixture
            .queries(10_000, 10)
            .run(
                EMAILS,
                page -> {
                  if (page.number() == 2) {
                    fixture.contacts().expireTokens();
                  }
                  return CompletableFuture.completedFuture(null);
                })
            .join();

    assertThat(result).isEqualTo(new Accepted<>(new QueryTotals(5, 10_000)));
    assertThat(fixture.contacts().tokensIssued() - issued).isEqualTo(2);
  }

  @Test
  void many_queries_share_one_token() {
    int issued = fixture.contacts().tokensIssued();
    SalesforceQueries queries = fixture.queries(10_000, 10);
    List<CompletableFuture<ProviderResult<QueryTotals>>> runs = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      runs.add(queries.run("SELECT Id FROM Contact LIMIT 10", IGNORING));
    }

    assertThat(runs).allSatisfy(run -> assertThat(run.join()).isInstanceOf(Accepted.class));
    assertThat(fixture.contacts().tokensIssued() - issued).isEqualTo(1);
  }
}
