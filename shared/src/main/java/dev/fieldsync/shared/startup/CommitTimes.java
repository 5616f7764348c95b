package dev.fieldsync.shared.startup;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/**
 * Measures {@code fieldsync.database.commit}: how long the database takes to make a transaction
 * durable. A commit happens in one thread. Thread-safe.
 */
final class CommitTimes implements TransactionExecutionListener {

  private final ThreadLocal<@Nullable Long> began = new ThreadLocal<>();
  private final Timer commits;

  CommitTimes(MeterRegistry meters) {
    this.commits =
        Timer.builder("fieldsync.database.commit")
            .description("How long commits took")
            .register(meters);
  }

  @Override
  public void beforeCommit(TransactionExecution transaction) {
    if (!transaction.isReadOnly()) {
      began.set(System.nanoTime());
    }
  }

  @Override
  public void afterCommit(TransactionExecution transaction, @Nullable Throwable failure) {
    Long start = began.get();
    began.remove();
    if (start != null) {
      commits.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
    }
  }
}
