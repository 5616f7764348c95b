package dev.fieldsync.gateway.problem;

import org.jspecify.annotations.Nullable;

/** Reads query parameters that several lists have. */
public final class QueryParameters {

  private QueryParameters() {}

  /**
   * Reads how many items a page may have.
   *
   * @throws ProblemException when it is no whole number from 1 to the maximum
   */
  public static int limit(String text, int max) {
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= max) {
        return limit;
      }
    } catch (NumberFormatException e) {
      throw badLimit(max, e);
    }
    throw badLimit(max, null);
  }

  private static ProblemException badLimit(int max, @Nullable Throwable cause) {
    ProblemException problem =
        ProblemException.invalid(
            "limit",
            "must be a whole number from 1 to " + max,
            "The parameter limit must be a whole number from 1 to " + max + ".");
    problem.initCause(cause);
    return problem;
  }
}
