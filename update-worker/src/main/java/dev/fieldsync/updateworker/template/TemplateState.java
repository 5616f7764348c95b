package dev.fieldsync.updateworker.template;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A stored template as the worker found it.
 *
 * @param id the template
 * @param organizationId whose it is
 * @param document its writable fields; a column that is SQL null is absent
 * @param documentLength characters of the document's JSON text
 * @param version the stored version, any text, {@code null} in a legacy row without one
 * @param rowVersion PostgreSQL's {@code xmin}: differs after any write, also one that kept the
 *     version
 * @param lastRevision the number of the newest history entry, 0 when there is none
 * @param foreign whether somebody else wrote the row since that entry
 * @param background whether that entry is the background processor's
 * @param updatedAt the stored {@code updated_at}
 * @param lastUserUpdate the stored {@code last_user_update}
 */
record TemplateState(
    UUID id,
    String organizationId,
    ObjectNode document,
    long documentLength,
    @Nullable String version,
    String rowVersion,
    long lastRevision,
    boolean foreign,
    boolean background,
    @Nullable OffsetDateTime updatedAt,
    @Nullable OffsetDateTime lastUserUpdate) {}
