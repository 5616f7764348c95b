package dev.fieldsync.shared.update;

import dev.fieldsync.shared.json.Json;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One accepted change of one template, as it stands in {@code template-updates}. Immutable; the
 * patch must not be modified.
 *
 * @param schemaVersion {@link #SCHEMA_VERSION}
 * @param updateId identity of the update; a second request with the same id is the same update
 * @param templateId the template, also the record's key
 * @param organizationId the organization that the sender belongs to
 * @param actor who sent it, as shown to people
 * @param operation what is asked for
 * @param patch the document of a create, the merge patch of a merge; checked by the gateway
 * @param precondition the versions a strict update accepts, {@code null} for a plain merge
 * @param digest {@link #digestOf}: tells a resent request from another one under the same id
 * @param acceptedAt when the gateway took it
 */
public record UpdateRequest(
    int schemaVersion,
    UUID updateId,
    UUID templateId,
    String organizationId,
    String actor,
    Operation operation,
    ObjectNode patch,
    @Nullable Precondition precondition,
    String digest,
    Instant acceptedAt) {

  /** The version of this record's form that this code writes and reads. */
  public static final int SCHEMA_VERSION = 1;

  /** Makes a request of the current form. */
  public static UpdateRequest of(
      UUID updateId,
      UUID templateId,
      String organizationId,
      String actor,
      Operation operation,
      ObjectNode patch,
      @Nullable Precondition precondition,
      Instant acceptedAt) {
    return new UpdateRequest(
        SCHEMA_VERSION,
        updateId,
        templateId,
        organizationId,
        actor,
        operation,
        patch,
        precondition,
        digestOf(templateId, organizationId, operation, patch, precondition),
        acceptedAt);
  }

  /** Returns a digest of all that decides what an update does; not of who sent it, or when. */
  public static String digestOf(
      UUID templateId,
      String organizationId,
      Operation operation,
      ObjectNode patch,
      @Nullable Precondition precondition) {
    ObjectNode what = JsonNodeFactory.instance.objectNode();
    what.put("templateId", templateId.toString());
    what.put("organizationId", organizationId);
    what.put("operation", operation.code());
    what.set("patch", patch);
    if (precondition != null) {
      what.put("source", precondition.source().code());
      precondition.versions().forEach(what.putArray("versions")::add);
    }
    return Json.digest(what);
  }
}
