package dev.fieldsync.gateway.template;

import dev.fieldsync.shared.history.HistoricTemplate;
import dev.fieldsync.shared.history.VersionKey;
import dev.fieldsync.shared.history.VersionedDocuments;
import dev.fieldsync.shared.json.Json;
import dev.fieldsync.shared.template.TemplateField;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Templates as of a version: the stored row when that is still the one, else out of the history.
 * Thread-safe.
 */
@Repository
public class TemplateVersions {

  private final JdbcTemplate jdbc;
  private final TemplateTable table;

  TemplateVersions(JdbcTemplate jdbc, TemplateTable table) {
    this.jdbc = jdbc;
    this.table = table;
  }

  /** Returns the documents of these versions; one that the history does not reach is missing. */
  public Map<VersionKey, TemplateBody> find(Collection<VersionKey> wanted) {
    Map<UUID, TemplateBody> current =
        table.find(wanted.stream().map(VersionKey::templateId).collect(Collectors.toSet()));
    Map<VersionKey, TemplateBody> found = new HashMap<>();
    Set<VersionKey> older = new HashSet<>();
    for (VersionKey each : wanted) {
      TemplateBody body = current.get(each.templateId());
      if (body != null && body.version().equals(each.version())) {
        found.put(each, body);
      } else {
        older.add(each);
      }
    }
    if (!older.isEmpty()) {
      jdbc.execute(
              (ConnectionCallback<Map<VersionKey, HistoricTemplate>>)
                  connection -> VersionedDocuments.find(connection, older))
          .forEach((key, template) -> found.put(key, body(template)));
    }
    return found;
  }

  private static TemplateBody body(HistoricTemplate template) {
    ObjectNode document = template.document();
    JsonNode name = document.get(TemplateField.NAME.key());
    return TemplateJson.body(
        new TemplateJson.Columns(
            template.templateId(),
            template.organizationId(),
            name == null ? null : name.stringValue(),
            text(document, TemplateField.SECTIONS, "[]"),
            text(document, TemplateField.FIELD_DEFINITIONS, "{}"),
            text(document, TemplateField.INSPECTION_VARIANTS, null),
            template.version(),
            template.updatedAt(),
            template.lastUserUpdate()));
  }

  private static @Nullable String text(
      ObjectNode document, TemplateField field, @Nullable String absent) {
    JsonNode value = document.get(field.key());
    return value == null ? absent : Json.text(value);
  }
}
