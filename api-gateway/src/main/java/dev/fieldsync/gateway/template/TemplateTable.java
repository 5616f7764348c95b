package dev.fieldsync.gateway.template;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Repository;

/** Reads {@code template_library}. Thread-safe. */
@Repository
class TemplateTable {

  private static final String SELECT_BY_IDS =
      """
      select id, organization_id, name, sections::text, field_definitions::text,
             inspection_variants::text, version, updated_at, last_user_update,
             xmin::text as transaction
        from public.template_library
       where id = any (?)
      """;

  /** Small, since every read takes part in one. */
  private static final String SELECT_VERSIONS =
      """
      select id, version, xmin::text as transaction
        from public.template_library
       where id = any (?)
      """;

  /** A page ends early when it would become too large; its first template is always there. */
  private static final String SELECT_PAGE =
      """
      with candidate as (
             select id, organization_id, name, sections::text, field_definitions::text,
                    inspection_variants::text, version, updated_at, last_user_update
               from public.template_library
              where organization_id = ? and id > ?
              order by id
              limit ?),
           sized as (
             select *, count(*) over () as candidates,
                    sum(coalesce(octet_length(sections), 0)
                        + coalesce(octet_length(field_definitions), 0)
                        + coalesce(octet_length(inspection_variants), 0))
                      over (order by id) as bytes_so_far
               from candidate)
      select * from sized
       where bytes_so_far <= ? or id = (select id from candidate order by id limit 1)
       order by id
      """;

  private static final String SELECT_OWNER =
      "select organization_id from public.template_library where id = ?";

  private final JdbcTemplate jdbc;

  TemplateTable(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Returns the templates that exist, by id. */
  Map<UUID, TemplateBody> find(Collection<UUID> ids) {
    Map<UUID, TemplateBody> found = new HashMap<>();
    load(ids).forEach((id, stored) -> found.put(id, stored.body()));
    return found;
  }

  /** Returns the templates that exist with the state of their rows, by id. */
  Map<UUID, StoredTemplate> load(Collection<UUID> ids) {
    Map<UUID, StoredTemplate> found = new HashMap<>();
    select(
        SELECT_BY_IDS, ids, row -> found.put(id(row), new StoredTemplate(body(row), version(row))));
    return found;
  }

  /** Returns the states of the rows that exist, by id. */
  Map<UUID, RowVersion> versions(Collection<UUID> ids) {
    Map<UUID, RowVersion> found = new HashMap<>();
    select(SELECT_VERSIONS, ids, row -> found.put(id(row), version(row)));
    return found;
  }

  private void select(String sql, Collection<UUID> ids, RowCallbackHandler row) {
    jdbc.query(
        sql,
        statement ->
            statement.setArray(1, statement.getConnection().createArrayOf("uuid", ids.toArray())),
        row);
  }

  /**
   * Returns an organization's templates in the order of their ids, from after a given one.
   *
   * @param limit how many at most
   * @param maxBytes how large together, about; one is returned however large it is
   */
  Page page(String organizationId, UUID after, int limit, long maxBytes) {
    List<TemplateBody> items = new ArrayList<>();
    int[] candidates = new int[1];
    // One more than wanted tells whether there is a next page.
    jdbc.query(
        SELECT_PAGE,
        row -> {
          candidates[0] = row.getInt("candidates");
          if (items.size() < limit) {
            items.add(body(row));
          }
        },
        organizationId,
        after,
        limit + 1,
        maxBytes);
    return new Page(items, candidates[0] > items.size());
  }

  /**
   * Some templates.
   *
   * @param items in the order of their ids
   * @param more whether there are more after them
   */
  record Page(List<TemplateBody> items, boolean more) {}

  /** Returns the organization that a template belongs to. */
  Optional<String> owner(UUID id) {
    return jdbc.queryForList(SELECT_OWNER, String.class, id).stream().findFirst();
  }

  private static UUID id(ResultSet row) throws SQLException {
    return row.getObject("id", UUID.class);
  }

  private static RowVersion version(ResultSet row) throws SQLException {
    return new RowVersion(row.getString("version"), row.getString("transaction"));
  }

  private static TemplateBody body(ResultSet row) throws SQLException {
    return TemplateJson.body(
        new TemplateJson.Columns(
            id(row),
            row.getString("organization_id"),
            row.getString("name"),
            row.getString("sections"),
            row.getString("field_definitions"),
            row.getString("inspection_variants"),
            row.getString("version"),
            row.getObject("updated_at", OffsetDateTime.class),
            row.getObject("last_user_update", OffsetDateTime.class)));
  }
}
