package dev.fieldsync.taskagent.problem;

import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionSystemException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Tells what SQLite means. */
final class StorageErrors {

  private StorageErrors() {}

  /**
   * Says whether there is no room left. SQLite then rolls back by itself, and so Spring's rollback
   * fails; what came first is the application exception of that failure.
   */
  static boolean isFull(Throwable error) {
    for (@Nullable Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLiteException sqlite
          && sqlite.getResultCode() == SQLiteErrorCode.SQLITE_FULL) {
        return true;
      }
      if (cause instanceof TransactionSystemException rollback
          && rollback.getApplicationException() != null
          && isFull(rollback.getApplicationException())) {
        return true;
      }
    }
    return false;
  }
}
