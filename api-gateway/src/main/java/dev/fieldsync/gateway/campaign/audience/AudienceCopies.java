package dev.fieldsync.gateway.campaign.audience;

import dev.fieldsync.gateway.problem.ProblemException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Runs what turns stored audiences into jobs: a few at a time, so that they never take all
 * connections, and with more time than other statements have. Thread-safe.
 */
@Component
public class AudienceCopies {

  private static final int AT_ONCE = 3;
  private static final long PATIENCE_SECONDS = 20;

  private static final String ALLOW_TIME =
      """
      set local statement_timeout = '120s'
      """;

  private final Semaphore turns = new Semaphore(AT_ONCE, true);
  private final TransactionOperations transaction;
  private final JdbcTemplate jdbc;

  AudienceCopies(TransactionOperations transaction, JdbcTemplate jdbc) {
    this.transaction = transaction;
    this.jdbc = jdbc;
  }

  /**
   * Runs it in one transaction when its turn has come.
   *
   * @throws ProblemException 503 when that is not soon
   */
  public <T> T run(Supplier<T> copy) {
    boolean mine = false;
    try {
      mine = turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (!mine) {
        throw busy();
      }
      return transaction.execute(
          open -> {
            jdbc.execute(ALLOW_TIME);
            return copy.get();
          });
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw busy();
    } finally {
      if (mine) {
        turns.release();
      }
    }
  }

  private static ProblemException busy() {
    return ProblemException.of(
        HttpStatus.SERVICE_UNAVAILABLE,
        "TooManyUploads",
        "Other audiences are being taken. Nothing was made; try again in a few seconds.");
  }
}
