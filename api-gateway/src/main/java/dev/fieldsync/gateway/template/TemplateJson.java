package dev.fieldsync.gateway.template;

import dev.fieldsync.shared.json.Json;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Puts a template's JSON together from columns that are JSON already, without parsing them. */
final class TemplateJson {

  private TemplateJson() {}

  /**
   * The columns of a template; those that are SQL null are {@code null}.
   *
   * @param name plain text
   * @param sections JSON text
   * @param fieldDefinitions JSON text
   * @param inspectionVariants JSON text
   */
  record Columns(
      UUID id,
      String organizationId,
      @Nullable String name,
      @Nullable String sections,
      @Nullable String fieldDefinitions,
      @Nullable String inspectionVariants,
      @Nullable String version,
      @Nullable OffsetDateTime updatedAt,
      @Nullable OffsetDateTime lastUserUpdate) {}

  static TemplateBody body(Columns columns) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = Json.mapper().createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringProperty("id", columns.id().toString());
      json.writeStringProperty("name", columns.name());
      raw(json, "sections", columns.sections());
      raw(json, "field_definitions", columns.fieldDefinitions());
      raw(json, "inspection_variants", columns.inspectionVariants());
      json.writeStringProperty("version", columns.version());
      json.writeStringProperty("updated_at", time(columns.updatedAt()));
      json.writeStringProperty("last_user_update", time(columns.lastUserUpdate()));
      json.writeStringProperty("organization_id", columns.organizationId());
      json.writeEndObject();
    }
    String version = columns.version();
    return new TemplateBody(
        columns.id(),
        columns.organizationId(),
        version == null ? "" : version,
        bytes.toByteArray());
  }

  private static void raw(JsonGenerator json, String key, @Nullable String value) {
    json.writeName(key);
    json.writeRawValue(value == null ? "null" : value);
  }

  private static @Nullable String time(@Nullable OffsetDateTime time) {
    Instant instant = time == null ? null : time.toInstant();
    return instant == null ? null : instant.toString();
  }
}
