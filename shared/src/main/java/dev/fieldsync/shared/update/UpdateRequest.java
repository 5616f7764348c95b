package dev.fieldsync.shared.update;

import dev.fieldsync.shared.json.Json;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
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
 * @param patch the document of a create, the merge patch of a merge, the operations of a JSON
 *     Patch, the {@code toVersion} of a rollback; its form was checked by the gateway
 * @param precondition the versions a strict update accepts, {@code null} when any will do
 * @param baseVersion the version that the sender changed, for a three-way merge; {@code null} to
 *     apply the change to whatever is stored
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
    JsonNode patch,
    @Nullable Precondition precondition,
    @Nullable String baseVersion,
    String digest,
    Instant acceptedAt) {

  /**
   * The version of this record's form that this code writes. Version 1, which it reads too, knows
   * no base version and no operations but create and merge.
   */
  public static final int SCHEMA_VERSION = 2;

  /** The member of a rollback's patch that names the version to go back to. */
  public static final String TO_VERSION = "toVersion";

  /**
   * On which version a change is to be applied; at most one of the two is there.
   *
   * @param precondition the versions a strict update accepts
   * @param baseVersion the version that a three-way merge starts from
   */
  public record Against(@Nullable Precondition precondition, @Nullable String baseVersion) {

    /** Whatever is stored: the later change wins. */
    public static final Against ANY = new Against(null, null);

    /** Only these versions. */
    public static Against strictly(Precondition precondition) {
      return new Against(precondition, null);
    }

    /** What changed since this version is merged with the request. */
    public static Against base(String version) {
      return new Against(null, version);
    }
  }

  /** Makes a request of the current form. */
  public static UpdateRequest of(
      UUID updateId,
      UUID templateId,
      String organizationId,
      String actor,
      Operation operation,
      JsonNode patch,
      Against against,
      Instant acceptedAt) {
    return new UpdateRequest(
        SCHEMA_VERSION,
        updateId,
        templateId,
        organizationId,
        actor,
        operation,
        patch,
        against.precondition(),
        against.baseVersion(),
        digestOf(templateId, organizationId, operation, patch, against),
        acceptedAt);
  }

  /** Returns a digest of all that decides what an update does; not of who sent it, or when. */
  public static String digestOf(
      UUID templateId,
      String organizationId,
      Operation operation,
      JsonNode patch,
      Against against) {
    ObjectNode what = JsonNodeFactory.instance.objectNode();
    what.put("templateId", templateId.toString());
    what.put("organizationId", organizationId);
    what.put("operation", operation.code());
    what.set("patch", patch);
    Precondition precondition = against.precondition();
    if (precondition != null) {
      what.put("source", precondition.source().code());
      precondition.versions().forEach(what.putArray("versions")::add);
    }
    if (against.baseVersion() != null) {
      what.put("baseVersion", against.baseVersion());
    }
    return Json.digest(what);
  }
}
