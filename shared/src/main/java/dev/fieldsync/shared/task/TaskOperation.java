package dev.fieldsync.shared.task;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One accepted operation on one task, as it stands in {@code task-operations}. Immutable.
 *
 * @param schemaVersion {@link #SCHEMA_VERSION}
 * @param operationId identity of the operation among its owner's; a second one with the same id is
 *     the same operation
 * @param taskId the task, also the record's key
 * @param organizationId whose it is: the organization
 * @param actor and the person in it
 * @param device what it was made on, {@code null} when not said
 * @param action what it does
 * @param change the fields that it carries; checked by the gateway
 * @param claimedAt {@code updated_at} as it was sent
 * @param updatedAt the same, bounded by the gateway's clock
 * @param baseVersion the version of the task that the sender had seen, {@code null} for none
 * @param digest tells a resent operation from another one under the same id
 * @param acceptedAt when the gateway took it
 */
public record TaskOperation(
    int schemaVersion,
    UUID operationId,
    UUID taskId,
    String organizationId,
    String actor,
    @Nullable String device,
    TaskAction action,
    TaskChange change,
    Instant claimedAt,
    Instant updatedAt,
    @Nullable Long baseVersion,
    String digest,
    Instant acceptedAt) {

  /** The version of this record's form that this code writes and reads. */
  public static final int SCHEMA_VERSION = 1;

  /** Returns whose it is. */
  public TaskOwner owner() {
    return new TaskOwner(organizationId, actor);
  }

  /** Returns what it competes with. */
  public WriteStamp stamp() {
    return new WriteStamp(updatedAt, action, claimedAt, operationId);
  }
}
