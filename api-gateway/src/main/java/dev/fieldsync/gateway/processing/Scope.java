package dev.fieldsync.gateway.processing;

import dev.fieldsync.gateway.caller.Caller;
import dev.fieldsync.gateway.problem.ProblemException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whose templates something is about.
 *
 * @param organizationId {@code null} for those of all organizations
 */
record Scope(@Nullable String organizationId) {

  static final String ORGANIZATION = "organization";
  static final String ALL = "all";

  /**
   * Reads what a caller wants to change.
   *
   * @param text the query parameter
   * @throws ProblemException 400 when it is no scope, 403 when the caller may not change anything
   *     there
   */
  static Scope toChange(Optional<String> text, Caller caller) {
    caller.requireWriter();
    String wanted = text.orElse(ORGANIZATION);
    if (wanted.equals(ALL)) {
      caller.requireOperator();
      return new Scope(null);
    }
    if (wanted.equals(ORGANIZATION)) {
      return new Scope(caller.organizationId());
    }
    throw ProblemException.invalid(
        "scope",
        "must be organization or all",
        "The parameter scope must be organization, which is what it is when left out, or all.");
  }

  /** Returns the name in JSON. */
  String code() {
    return organizationId == null ? ALL : ORGANIZATION;
  }
}
