package dev.fieldsync.gateway.update;

import dev.fieldsync.shared.update.Operation;
import dev.fieldsync.shared.update.UpdateRequest;
import java.time.Instant;
import java.util.UUID;

/**
 * What the gateway remembers of an update until it is decided; not the change itself, which may be
 * large.
 *
 * @param updateId the update
 * @param digest tells it from another request under the same id
 * @param templateId the template
 * @param organizationId whose it is
 * @param operation what is asked for
 * @param acceptedAt when it came
 */
record AcceptedUpdate(
    UUID updateId,
    String digest,
    UUID templateId,
    String organizationId,
    Operation operation,
    Instant acceptedAt) {

  static AcceptedUpdate of(UpdateRequest request) {
    return new AcceptedUpdate(
        request.updateId(),
        request.digest(),
        request.templateId(),
        request.organizationId(),
        request.operation(),
        request.acceptedAt());
  }
}
