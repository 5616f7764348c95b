package dev.fieldsync.gateway.template;

import dev.fieldsync.shared.json.Json;
import dev.fieldsync.shared.merge.MergePatch;
import dev.fieldsync.shared.template.TemplateField;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Templates as of a version: the stored row when that is still the one, else the nearest whole
 * document in the history with the patches since. Thread-safe.
 */
@Repository
public class TemplateVersions {

  /** From the last base at or before the lowest wanted revision up to the highest wanted one. */
  private static final String SELECT_CHAINS =
      """
      select u.template_id, u.organization_id, u.revision, u.version, u.source,
             u.patch::text, u.base::text, u.decided_at
        from unnest(?::uuid[], ?::bigint[], ?::bigint[]) as wanted (template_id, low, high)
       cross join lateral (
             select max(b.revision) as start
               from fieldsync.template_update b
              where b.template_id = wanted.template_id
                and b.base is not null
                and b.revision <= wanted.low) nearest
        join fieldsync.template_update u
          on u.template_id = wanted.template_id
         and u.revision between nearest.start and wanted.high
       order by u.template_id, u.revision
      """;

  private final JdbcTemplate jdbc;
  private final TemplateTable table;

  TemplateVersions(JdbcTemplate jdbc, TemplateTable table) {
    this.jdbc = jdbc;
    this.table = table;
  }

  /**
   * A version of a template.
   *
   * @param templateId the template
   * @param revision the number of the version
   * @param version the version
   */
  public record Wanted(UUID templateId, long revision, String version) {}

  /** Returns the documents of these versions; one that the history does not reach is missing. */
  public Map<Wanted, TemplateBody> find(Collection<Wanted> wanted) {
    Map<UUID, TemplateBody> current =
        table.find(wanted.stream().map(Wanted::templateId).collect(Collectors.toSet()));
    Map<Wanted, TemplateBody> found = new HashMap<>();
    Map<UUID, LongSummaryStatistics> older = new HashMap<>();
    for (Wanted each : wanted) {
      TemplateBody body = current.get(each.templateId());
      if (body != null && body.version().equals(each.version())) {
        found.put(each, body);
      } else {
        older
            .computeIfAbsent(each.templateId(), id -> new LongSummaryStatistics())
            .accept(each.revision());
      }
    }
    if (!older.isEmpty()) {
      rebuild(older, found, List.copyOf(wanted));
    }
    return found;
  }

  private void rebuild(
      Map<UUID, LongSummaryStatistics> older,
      Map<Wanted, TemplateBody> found,
      List<Wanted> wanted) {
    Object[] ids = older.keySet().toArray();
    Object[] low = older.values().stream().map(LongSummaryStatistics::getMin).toArray();
    Object[] high = older.values().stream().map(LongSummaryStatistics::getMax).toArray();
    Map<UUID, Replay> replays = new HashMap<>();
    jdbc.query(
        SELECT_CHAINS,
        statement -> {
          statement.setArray(1, statement.getConnection().createArrayOf("uuid", ids));
          statement.setArray(2, statement.getConnection().createArrayOf("bigint", low));
          statement.setArray(3, statement.getConnection().createArrayOf("bigint", high));
        },
        row -> {
          UUID id = row.getObject("template_id", UUID.class);
          Replay replay = replays.computeIfAbsent(id, template -> new Replay());
          replay.step(row);
          Wanted reached = new Wanted(id, row.getLong("revision"), row.getString("version"));
          if (wanted.contains(reached) && !found.containsKey(reached)) {
            found.put(reached, replay.body(row));
          }
        });
  }

  /** Walks through the history of one template. */
  private static final class Replay {

    private JsonNode document = JsonNodeFactory.instance.objectNode();
    private @Nullable OffsetDateTime lastUserUpdate;

    void step(ResultSet row) throws SQLException {
      String base = row.getString("base");
      if (base != null) {
        document = Json.parse(base);
      }
      document = MergePatch.apply(document, Json.parse(row.getString("patch")));
      if (row.getString("source").equals("user")) {
        lastUserUpdate = row.getObject("decided_at", OffsetDateTime.class);
      }
    }

    TemplateBody body(ResultSet row) throws SQLException {
      JsonNode name = document.get(TemplateField.NAME.key());
      return TemplateJson.body(
          new TemplateJson.Columns(
              row.getObject("template_id", UUID.class),
              row.getString("organization_id"),
              name == null ? null : name.stringValue(),
              text(TemplateField.SECTIONS, "[]"),
              text(TemplateField.FIELD_DEFINITIONS, "{}"),
              text(TemplateField.INSPECTION_VARIANTS, null),
              row.getString("version"),
              row.getObject("decided_at", OffsetDateTime.class),
              lastUserUpdate));
    }

    private @Nullable String text(TemplateField field, @Nullable String absent) {
      JsonNode value = document.get(field.key());
      return value == null ? absent : Json.text(value);
    }
  }
}
