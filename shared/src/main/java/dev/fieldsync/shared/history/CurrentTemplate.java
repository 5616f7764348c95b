package dev.fieldsync.shared.history;

import dev.fieldsync.shared.json.Json;
import dev.fieldsync.shared.template.TemplateField;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
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
   * Selects templates by id; one parameter, an array of uuid. Those that do not exist are missing.
   * A revision is foreign when the row is not as the newest history entry has left it: whoever
   * writes a version sets {@code updated_at} to the entry's {@code decided_at}.
   */
  public static final String SELECT_BY_IDS =
      """
      select t.id, t.organization_id, t.version, t.xmin::text as row_version,
             t.name, t.sections::text, t.field_definitions::text, t.inspection_variants::text,
             t.updated_at, t.last_user_update, now() as found_at,
             coalesce(last.revision, 0) as last_revision,
             coalesce(last.source = 'background', false) as is_background,
             last.revision is null
               or last.version is distinct from t.version
               or last.decided_at is distinct from t.updated_at as is_foreign
        from public.template_library t
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

  /** Reads the current row of either statement. */
  public static CurrentTemplate read(ResultSet row) throws SQLException {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
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
    return new CurrentTemplate(
        row.getObject("id", UUID.class),
        row.getString("organization_id"),
        document,
        length,
        row.getString("version"),
        row.getString("row_version"),
        row.getLong("last_revision"),
        row.getBoolean("is_foreign"),
        row.getBoolean("is_background"),
        row.getObject("updated_at", OffsetDateTime.class),
        row.getObject("last_user_update", OffsetDateTime.class),
        row.getObject("found_at", OffsetDateTime.class));
  }
}
