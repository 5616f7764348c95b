package dev.fieldsync.updateworker.template;

import dev.fieldsync.shared.history.CurrentTemplate;
import dev.fieldsync.shared.json.Json;
import dev.fieldsync.shared.template.TemplateField;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The rows of {@code template_library}. Every method belongs into a transaction. */
@Repository
class StoredTemplates {

  /** A row that a transaction has written has its id as {@code xmin}. */
  private static final String BEGIN = "select now() as at, pg_current_xact_id()::xid::text as id";

  /** A select instead of VALUES: the driver must not fold several of these into one statement. */
  private static final String CREATE =
      """
      insert into public.template_library
             (id, organization_id, name, sections, field_definitions, inspection_variants,
              version, updated_at, last_user_update)
      select ?, ?, ?, ?::jsonb, ?::jsonb, ?::jsonb, ?, ?, ?
          on conflict (id) do nothing
      """;

  /** The compare-and-set; columns that did not change are not written again. */
  private static final String COMPARE_AND_SET =
      """
      update public.template_library
         set name = case when ?::boolean then ? else name end,
             sections = case when ?::boolean then ?::jsonb else sections end,
             field_definitions = case when ?::boolean then ?::jsonb else field_definitions end,
             inspection_variants = case when ?::boolean then ?::jsonb else inspection_variants end,
             version = ?,
             updated_at = ?,
             last_user_update = ?
       where id = ?
         and version is not distinct from ? -- what we folded into
         and xmin = ?::xid                  -- also when somebody wrote and kept the version
      """;

  private final JdbcTemplate jdbc;

  StoredTemplates(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The transaction that is under way.
   *
   * @param at its time
   * @param id what is the {@code xmin} of the rows that it writes
   */
  record Begun(Instant at, String id) {}

  /** Returns what the transaction is. */
  Begun begin() {
    Begun begun =
        jdbc.queryForObject(
            BEGIN,
            (row, number) ->
                new Begun(
                    row.getObject("at", OffsetDateTime.class).toInstant(), row.getString("id")));
    if (begun == null) {
      throw new IllegalStateException("The database has no time");
    }
    return begun;
  }

  /**
   * Loads templates by id; those that do not exist are missing in the result.
   *
   * @param known contents that need no loading where they still are the stored ones
   */
  Map<UUID, CurrentTemplate> load(Set<UUID> ids, Map<UUID, CurrentTemplate.Content> known) {
    return load(CurrentTemplate.SELECT_BY_IDS, ids, known);
  }

  /** Loads templates and locks their rows, so that the compare-and-set that follows cannot miss. */
  Map<UUID, CurrentTemplate> loadLocked(Set<UUID> ids) {
    return load(CurrentTemplate.SELECT_BY_IDS_LOCKED, ids, Map.of());
  }

  private Map<UUID, CurrentTemplate> load(
      String sql, Set<UUID> ids, Map<UUID, CurrentTemplate.Content> known) {
    Map<UUID, CurrentTemplate> templates = new HashMap<>();
    jdbc.query(
        sql,
        statement -> CurrentTemplate.bind(statement, ids, known),
        row -> {
          CurrentTemplate state = CurrentTemplate.read(row, known);
          templates.put(state.id(), state);
        });
    return templates;
  }

  /**
   * Writes folded templates with a compare-and-set on the version they were folded into.
   *
   * @param folds those that changed something
   * @return the templates that somebody else changed meanwhile; nothing was written to them
   */
  Set<UUID> write(Collection<TemplateFold> folds, Instant now) {
    List<TemplateFold> created = new ArrayList<>();
    List<TemplateFold> changed = new ArrayList<>();
    for (TemplateFold fold : folds) {
      (fold.before() == null ? created : changed).add(fold);
    }
    Set<UUID> missed = new HashSet<>();
    writeBatch(CREATE, created, missed, (statement, fold) -> bindCreate(statement, fold, now));
    writeBatch(
        COMPARE_AND_SET, changed, missed, (statement, fold) -> bindSet(statement, fold, now));
    return missed;
  }

  private interface Binding {
    void bind(PreparedStatement statement, TemplateFold fold) throws SQLException;
  }

  private void writeBatch(String sql, List<TemplateFold> folds, Set<UUID> missed, Binding binding) {
    if (folds.isEmpty()) {
      return;
    }
    int[] counts = jdbc.batchUpdate(sql, folds, folds.size(), binding::bind)[0];
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] != 1) {
        missed.add(folds.get(i).templateId());
      }
    }
  }

  private static void bindCreate(PreparedStatement statement, TemplateFold fold, Instant now)
      throws SQLException {
    ObjectNode document = changed(fold);
    statement.setObject(1, fold.templateId());
    statement.setString(2, fold.organizationId());
    statement.setString(3, text(document, TemplateField.NAME));
    statement.setString(4, orElse(text(document, TemplateField.SECTIONS), "[]"));
    statement.setString(5, orElse(text(document, TemplateField.FIELD_DEFINITIONS), "{}"));
    statement.setString(6, text(document, TemplateField.INSPECTION_VARIANTS));
    statement.setString(7, fold.version());
    statement.setObject(8, now.atOffset(ZoneOffset.UTC));
    statement.setObject(9, now.atOffset(ZoneOffset.UTC));
  }

  private static void bindSet(PreparedStatement statement, TemplateFold fold, Instant now)
      throws SQLException {
    CurrentTemplate before = fold.before();
    if (before == null) {
      throw new IllegalStateException("A template that does not exist cannot be set");
    }
    ObjectNode document = changed(fold);
    int parameter = 1;
    for (TemplateField field : TemplateField.values()) {
      boolean isChanged =
          !Objects.equals(document.get(field.key()), before.document().get(field.key()));
      statement.setBoolean(parameter++, isChanged);
      statement.setString(parameter++, isChanged ? text(document, field) : null);
    }
    statement.setString(parameter++, fold.version());
    statement.setObject(parameter++, now.atOffset(ZoneOffset.UTC));
    statement.setObject(parameter++, now.atOffset(ZoneOffset.UTC));
    statement.setObject(parameter++, before.id());
    statement.setString(parameter++, before.version());
    statement.setString(parameter, before.rowVersion());
  }

  private static ObjectNode changed(TemplateFold fold) {
    ObjectNode document = fold.changedDocument();
    if (document == null) {
      throw new IllegalStateException("Nothing was applied to " + fold.templateId());
    }
    return document;
  }

  private static @Nullable String text(ObjectNode document, TemplateField field) {
    JsonNode value = document.get(field.key());
    if (value == null) {
      return null;
    }
    return field == TemplateField.NAME ? value.stringValue() : Json.text(value);
  }

  private static String orElse(@Nullable String text, String other) {
    return text == null ? other : text;
  }
}
