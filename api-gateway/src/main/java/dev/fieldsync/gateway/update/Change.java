package dev.fieldsync.gateway.update;

import dev.fieldsync.shared.update.UpdateRequest;
import java.util.List;

/**
 * A change that was read from HTTP and found acceptable.
 *
 * @param request what is to be published
 * @param terms how it is to be answered
 */
record Change(UpdateRequest request, Terms terms) {

  /**
   * How a change is to be answered; small, since it is kept for as long as the sender waits.
   *
   * @param update what was accepted
   * @param ignoredFields top-level fields of the body that mean nothing
   * @param preferences what the sender prefers
   */
  record Terms(AcceptedUpdate update, List<String> ignoredFields, Preferences preferences) {}
}
