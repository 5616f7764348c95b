package dev.fieldsync.campaignworker.preparation;

import dev.fieldsync.campaigns.audience.AudienceReport;
import dev.fieldsync.campaigns.audience.InvalidAudienceException;
import dev.fieldsync.campaigns.audience.NdjsonAudience;
import dev.fieldsync.campaignworker.provider.ProviderResult;
import dev.fieldsync.campaignworker.provider.ProviderResult.Accepted;
import dev.fieldsync.campaignworker.provider.ProviderResult.Permanent;
import dev.fieldsync.campaignworker.provider.ProviderResult.RateLimited;
import dev.fieldsync.campaignworker.provider.ProviderResult.Transient;
import dev.fieldsync.campaignworker.provider.salesforce.QueryTotals;
import dev.fieldsync.campaignworker.provider.salesforce.RecordPage;
import dev.fieldsync.campaignworker.provider.salesforce.SalesforceQueries;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Runs the query of a campaign and makes jobs of what it finds: first everything into a file, page
 * by page and with no transaction open, then from there into the table. Whoever dies in the middle
 * leaves it to the next, who begins again. For one thread.
 */
@Component
class PrepareAudiences {

  private static final Logger log = LoggerFactory.getLogger(PrepareAudiences.class);

  private static final int MAX_ATTEMPTS = 8;
  private static final long FIRST_RETRY_MS = 2_000;
  private static final long MAX_RETRY_MS = 300_000;

  private final AudienceQueries queries;
  private final @Nullable SalesforceQueries salesforce;

  PrepareAudiences(AudienceQueries queries, ObjectProvider<SalesforceQueries> salesforce) {
    this.queries = queries;
    this.salesforce = salesforce.getIfAvailable();
  }

  /**
   * Prepares one audience.
   *
   * @return whether there was one to prepare
   * @throws InterruptedException when the thread is to stop; somebody else prepares it then
   */
  boolean runOnce() throws InterruptedException {
    Optional<AudienceQuery> due = queries.take();
    if (due.isEmpty()) {
      return false;
    }
    AudienceQuery query = due.get();
    try (FoundRecords found = new FoundRecords()) {
      prepare(query, found);
    } catch (LostQueryException e) {
      log.atInfo().addKeyValue("campaignId", query.campaignId()).log(e.getMessage());
    } catch (InterruptedException e) {
      queries.release(query);
      throw e;
    } catch (InvalidAudienceException e) {
      queries.fail(query, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      log.atError()
          .setCause(e)
          .addKeyValue("campaignId", query.campaignId())
          .log("An audience could not be prepared; it is tried again");
      later(query, "The audience could not be prepared", null);
    }
    return true;
  }

  private void prepare(AudienceQuery query, FoundRecords found) throws InterruptedException {
    if (salesforce == null) {
      queries.fail(
          query,
          "Salesforce is not configured: set SALESFORCE_LOGIN_URL, SALESFORCE_CLIENT_ID and"
              + " SALESFORCE_CLIENT_SECRET for the campaign-workers");
      return;
    }
    ProviderResult<QueryTotals> result =
        result(salesforce.run(query.soql(), page -> take(query, found, page)));
    if (result instanceof Accepted<QueryTotals>) {
      finish(query, found);
    } else if (result instanceof Permanent<QueryTotals> failed) {
      queries.fail(query, failed.reason());
    } else if (result instanceof RateLimited<QueryTotals> limited) {
      later(query, limited.reason(), limited.retryAfter());
    } else if (result instanceof Transient<QueryTotals> failed) {
      later(query, failed.reason(), failed.retryAfter());
    }
  }

  private static <T> T result(CompletableFuture<T> call) throws InterruptedException {
    try {
      return call.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("A query failed", e.getCause());
    }
  }

  /** On another thread than the client's: it writes to the disk and to the database. */
  private CompletionStage<?> take(AudienceQuery query, FoundRecords found, RecordPage page) {
    return CompletableFuture.runAsync(
        () -> {
          found.add(page.records());
          long read = (page.number() - 1L) * page.records().size() + page.records().size();
          queries.note(query, Math.min(read, page.totalSize()), page.totalSize());
        });
  }

  private void finish(AudienceQuery query, FoundRecords found) {
    try (InputStream records = found.read()) {
      AudienceReport report = queries.finish(query, new NdjsonAudience(records));
      log.atInfo()
          .addKeyValue("campaignId", query.campaignId())
          .addKeyValue("jobs", report.added())
          .addKeyValue("duplicates", report.duplicates())
          .addKeyValue("invalid", report.invalid())
          .log("The audience of a campaign is prepared");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void later(AudienceQuery query, String reason, @Nullable Duration asked) {
    if (query.attempt() + 1 >= MAX_ATTEMPTS) {
      queries.fail(query, "%s, %d times".formatted(reason, MAX_ATTEMPTS));
      return;
    }
    long delay = Math.min(FIRST_RETRY_MS << query.attempt(), MAX_RETRY_MS);
    long jittered = delay / 2 + ThreadLocalRandom.current().nextLong(delay);
    long least = asked == null ? 0 : Math.min(asked.toMillis(), MAX_RETRY_MS);
    queries.retry(query, reason, Duration.ofMillis(Math.max(jittered, least)));
  }
}
