package dev.fieldsync.gateway.template;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Reads {@code template_library}. Thread-safe. */
@Repository
class TemplateTable {

  private static final String COLUMNS =
      """
      select id, organization_id, name, sections::text, field_definitions::text,
             inspection_variants::text, version, updated_at, last_user_update
        from public.template_library
      """;

  private static final String SELECT_BY_IDS = COLUMNS + " where id = any (?)";

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

  Optional<TemplateBody> find(UUID id) {
    return Optional.ofNullable(find(List.of(id)).get(id));
  }

  /** Returns the templates that exist, by id. */
  Map<UUID, TemplateBody> find(Collection<UUID> ids) {
    return jdbc
        .query(
            SELECT_BY_IDS,
            statement ->
                statement.setArray(
                    1, statement.getConnection().createArrayOf("uuid", ids.toArray())),
            (row, number) -> body(row))
        .stream()
        .collect(Collectors.toMap(TemplateBody::id, Function.identity()));
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

  private static TemplateBody body(ResultSet row) throws SQLException {
    return TemplateJson.body(
        new TemplateJson.Columns(
            row.getObject("id", UUID.class),
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
