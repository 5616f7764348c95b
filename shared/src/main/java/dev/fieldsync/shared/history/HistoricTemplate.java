package dev.fieldsync.shared.history;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A template as of a version. The document must not be modified: versions share their parts.
 *
 * @param templateId the template
 * @param organizationId whose it is
 * @param version the version
 * @param document its writable fields; one that was SQL null is absent
 * @param updatedAt when this version was written
 * @param lastUserUpdate when a person had written last
 */
public record HistoricTemplate(
    UUID templateId,
    String organizationId,
    String version,
    ObjectNode document,
    @Nullable OffsetDateTime updatedAt,
    @Nullable OffsetDateTime lastUserUpdate) {}
