package dev.fieldsync.gateway.caller;

import dev.fieldsync.gateway.problem.ProblemException;
import org.springframework.http.HttpStatus;

/**
 * Who sent a request.
 *
 * @param organizationId everything the caller sees and changes belongs to this organization
 * @param actor the person, as shown in histories
 * @param canWrite whether the caller may change anything
 * @param operator whether the caller runs the system, and so sees what belongs to no organization
 *     and may change what concerns all of them
 */
public record Caller(String organizationId, String actor, boolean canWrite, boolean operator) {

  /**
   * Lets those pass who may change something.
   *
   * @throws ProblemException 403
   */
  public void requireWriter() {
    if (!canWrite) {
      throw ProblemException.of(
          HttpStatus.FORBIDDEN,
          "Forbidden",
          "Your role, viewer, may read but not change anything.");
    }
  }

  /**
   * Lets those pass who may change what concerns all organizations.
   *
   * @throws ProblemException 403
   */
  public void requireOperator() {
    if (!operator) {
      throw ProblemException.of(
          HttpStatus.FORBIDDEN,
          "Forbidden",
          "Only the role operator may change what concerns all organizations.");
    }
  }
}
