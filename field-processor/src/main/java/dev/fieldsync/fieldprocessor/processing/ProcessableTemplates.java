package dev.fieldsync.fieldprocessor.processing;

import dev.fieldsync.shared.history.CurrentTemplate;
import dev.fieldsync.shared.json.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementSetter;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Templates as they are stored, with what was derived for them before. Reads only, locks nothing.
 * Thread-safe.
 */
@Repository
class ProcessableTemplates {

  private static final String SELECT_DERIVED =
      """
      select template_id, derived
        from fieldsync.processed_template
       where template_id = any (?)
      """;

  /** Walks the background revisions of one template; asked only for values that look a person's. */
  private static final String WROTE =
      """
      select exists (
             select 1
               from fieldsync.template_update
              where template_id = ?
                and revision is not null
                and source = 'background'
                and patch #> array['field_definitions', ?, ?] = ?::jsonb)
      """;

  private final JdbcTemplate jdbc;

  ProcessableTemplates(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Returns the templates that exist, by id. */
  Map<UUID, CurrentTemplate> load(Collection<UUID> ids) {
    Map<UUID, CurrentTemplate> templates = new HashMap<>();
    jdbc.query(
        CurrentTemplate.SELECT_BY_IDS,
        statement -> CurrentTemplate.bind(statement, ids),
        row -> {
          CurrentTemplate template = CurrentTemplate.read(row);
          templates.put(template.id(), template);
        });
    return templates;
  }

  /** Returns what was derived last for those templates that were processed before, by id. */
  Map<UUID, ObjectNode> derived(Collection<UUID> ids) {
    Map<UUID, ObjectNode> derived = new HashMap<>();
    jdbc.query(
        SELECT_DERIVED,
        idsOf(ids),
        row -> {
          derived.put(
              row.getObject("template_id", UUID.class),
              (ObjectNode) Json.parse(row.getString("derived")));
        });
    return derived;
  }

  /** Says whether a background revision wrote this value at this key of this field. */
  boolean wrote(UUID templateId, String fieldId, String key, JsonNode value) {
    return Boolean.TRUE.equals(
        jdbc.queryForObject(WROTE, Boolean.class, templateId, fieldId, key, Json.text(value)));
  }

  private static PreparedStatementSetter idsOf(Collection<UUID> ids) {
    List<UUID> all = new ArrayList<>(ids);
    return statement ->
        statement.setArray(1, statement.getConnection().createArrayOf("uuid", all.toArray()));
  }
}
