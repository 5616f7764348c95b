package dev.fieldsync.updateworker.database;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Tells what a failed transaction means, by PostgreSQL's SQLSTATE (its manual, appendix A). */
public enum DatabaseErrors {
  /** Another try may well succeed. */
  TRANSIENT,
  /** The database is away; nothing can succeed until it is back. */
  UNAVAILABLE,
  /** The same try will fail again. */
  PERMANENT;

  /**
   * serialization_failure, deadlock_detected, lock_not_available, query_canceled, and
   * unique_violation: another worker decided the same update, which the next attempt will see.
   */
  private static final Set<String> TRANSIENT_STATES =
      Set.of("40001", "40P01", "55P03", "57014", "23505");

  /** read_only_sql_transaction: we are connected to a standby. */
  private static final String READ_ONLY = "25006";

  /** Connection exceptions, insufficient resources, operator intervention, system errors. */
  private static final Set<String> UNAVAILABLE_CLASSES = Set.of("08", "53", "57", "58");

  /** Returns the meaning of what a transaction threw. */
  public static DatabaseErrors of(Throwable error) {
    String state = sqlState(error);
    if (state == null) {
      return error instanceof CannotCreateTransactionException
              || error instanceof DataAccessResourceFailureException
          ? UNAVAILABLE
          : PERMANENT;
    }
    if (TRANSIENT_STATES.contains(state)) {
      return TRANSIENT;
    }
    return state.equals(READ_ONLY) || UNAVAILABLE_CLASSES.contains(state.substring(0, 2))
        ? UNAVAILABLE
        : PERMANENT;
  }

  private static @Nullable String sqlState(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState();
      }
    }
    return null;
  }
}
