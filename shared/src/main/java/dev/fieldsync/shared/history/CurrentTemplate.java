package dev.fieldsync.shared.history;

import dev.fieldsync.shared.json.Json;
import dev.fieldsync.shared.template.TemplateField;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A stored template as whoever is about to write it found it. The document must not be modified.
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
 * @param foundAt the time of the transaction that found it (database clock)
 */
public record CurrentTemplate(
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
    @Nullable OffsetDateTime lastUserUpdate,
    OffsetDateTime foundAt) {

  /**
   * Selects templates by id; parameters by {@link #bind}. Those that do not exist are missing. A
   * revision is foreign when the row is not as the newest history entry has left it: whoever writes
   * a version sets {@code updated_at} to the entry's {@code decided_at}. The content of a row that
   * the caller knows as it is stays where it is.
   */
  public static final String SELECT_BY_IDS =
      """
      select t.id, t.organization_id, t.version, t.xmin::text as row_version,
             known.id is not null as is_known,
             case when known.id is null then t.name end as name,
             case when known.id is null then t.sections::text end as sections,
             case when known.id is null then t.field_definitions::text end as field_definitions,
             case when known.id is null then t.inspection_variants::text end as inspection_variants,
             t.updated_at, t.last_user_update, now() as found_at,
             coalesce(last.revision, 0) as last_revision,
             coalesce(last.source = 'background', false) as is_background,
             last.revision is null
               or last.version is distinct from t.version
               or last.decided_at is distinct from t.updated_at as is_foreign
        from public.template_library t
        left join unnest(?::uuid[], ?::text[], ?::text[]) as known (id, row_version, version)
               on known.id = t.id
              and known.row_version = t.xmin::text
              and known.version = t.version
        left join lateral (
               select revision, version, source, decided_at
                 from fieldsync.template_update u
                where u.template_id = t.id and u.revision is not null
                order by u.revision desc
                limit 1) last on true
       where t.id = any (?)
       order by t.id
      """;

  /** The same, and locks the rows, so that a compare-and-set that follows cannot miss. */
  public static final String SELECT_BY_IDS_LOCKED = SELECT_BY_IDS + "for no key update of t";

  /**
   * What a template held when it was last seen.
   *
   * @param document its writable fields, not to be modified
   * @param documentLength characters of the document's JSON text, at least
   * @param version the stored version
   * @param rowVersion the {@code xmin}
   */
  public record Content(
      ObjectNode document, long documentLength, String version, String rowVersion) {}

  /** Sets the parameters of either statement, for a caller who knows of no content. */
  public static void bind(PreparedStatement statement, Collection<UUID> ids) throws SQLException {
    bind(statement, ids, Map.of());
  }

  /**
   * Sets the parameters of either statement.
   *
   * @param known by template, what {@link #read(ResultSet, Map)} is given too
   */
  public static void bind(
      PreparedStatement statement, Collection<UUID> ids, Map<UUID, Content> known)
      throws SQLException {
    List<UUID> knownIds = List.copyOf(known.keySet());
    List<Content> contents = knownIds.stream().map(known::get).toList();
    Connection connection = statement.getConnection();
    statement.setArray(1, connection.createArrayOf("uuid", knownIds.toArray()));
    statement.setArray(
        2, connection.createArrayOf("text", contents.stream().map(Content::rowVersion).toArray()));
    statement.setArray(
        3, connection.createArrayOf("text", contents.stream().map(Content::version).toArray()));
    statement.setArray(4, connection.createArrayOf("uuid", ids.toArray()));
  }

  /** Reads the current row of either statement. */
  public static CurrentTemplate read(ResultSet row) throws SQLException {
    return read(row, Map.of());
  }

  /**
   * Reads the current row of either statement.
   *
   * @param known what was bound
   */
  public static CurrentTemplate read(ResultSet row, Map<UUID, Content> known) throws SQLException {
    UUID id = row.getObject("id", UUID.class);
    String version = row.getString("version");
    String rowVersion = row.getString("row_version");
    Content content = row.getBoolean("is_known") ? known.get(id) : null;
    ObjectNode document =
        content == null ? JsonNodeFactory.instance.objectNode() : content.document();
    long length = content == null ? readInto(document, row) : content.documentLength();
    return new CurrentTemplate(
        id,
        row.getString("organization_id"),
        document,
        length,
        version,
        rowVersion,
        row.getLong("last_revision"),
        row.getBoolean("is_foreign"),
        row.getBoolean("is_background"),
        row.getObject("updated_at", OffsetDateTime.class),
        row.getObject("last_user_update", OffsetDateTime.class),
        row.getObject("found_at", OffsetDateTime.class));
  }

  private static long readInto(ObjectNode document, ResultSet row) throws SQLException {
    long length = 0;
    for (TemplateField field : TemplateField.values()) {
      String text = row.getString(field.key());
      if (text != null) {
        length += text.length();
        document.set(
            field.key(),
            field == TemplateField.NAME
                ? JsonNodeFactory.instance.stringNode(text)
                : Json.parse(text));
      }
    }
    return length;
  }
}
