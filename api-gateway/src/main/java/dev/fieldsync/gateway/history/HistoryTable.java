package dev.fieldsync.gateway.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Reads the versions in {@code fieldsync.template_update}. Thread-safe. */
@Repository
class HistoryTable {

  /** By index from the wanted end; a page ends early when it would become too large. */
  private static final String SELECT_PAGE =
      """
      with candidate as (
             select revision, version, previous_version, update_id, actor, source, operation,
                    decided_at, patch_format, patch::text, changed_paths::text, conflicts::text
               from fieldsync.template_update
              where template_id = ? and revision < ?
              order by revision desc
              limit ?),
           sized as (
             select *, count(*) over () as candidates,
                    row_number() over (order by revision desc) as place,
                    sum(octet_length(patch) + octet_length(changed_paths) + octet_length(conflicts))
                      over (order by revision desc) as bytes_so_far
               from candidate)
      select * from sized
       where bytes_so_far <= ? or place = 1
       order by revision desc
      """;

  private static final String SELECT_REVISION =
      """
      select revision from fieldsync.template_update
       where template_id = ? and revision = ? and version = ?
      """;

  private final JdbcTemplate jdbc;

  HistoryTable(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Some versions.
   *
   * @param entries newest first
   * @param more whether there are older ones
   */
  record Page(List<HistoryEntry> entries, boolean more) {}

  /**
   * Returns the versions before a revision, newest first.
   *
   * @param limit how many at most
   * @param maxBytes how large together, about; one is returned however large it is
   */
  Page page(UUID templateId, long before, int limit, long maxBytes) {
    List<HistoryEntry> entries = new ArrayList<>();
    int[] candidates = new int[1];
    // One more than wanted tells whether there is a next page.
    jdbc.query(
        SELECT_PAGE,
        row -> {
          candidates[0] = row.getInt("candidates");
          if (entries.size() < limit) {
            entries.add(entry(row));
          }
        },
        templateId,
        before,
        limit + 1,
        maxBytes);
    return new Page(entries, candidates[0] > entries.size());
  }

  /** Returns a version's number if the history has that version under it. */
  OptionalLong revision(UUID templateId, long number, String version) {
    return jdbc.queryForList(SELECT_REVISION, Long.class, templateId, number, version).stream()
        .mapToLong(Long::longValue)
        .findFirst();
  }

  private static HistoryEntry entry(ResultSet row) throws SQLException {
    return new HistoryEntry(
        row.getLong("revision"),
        row.getString("version"),
        row.getString("previous_version"),
        row.getObject("update_id", UUID.class),
        row.getString("actor"),
        row.getString("source"),
        row.getString("operation"),
        row.getObject("decided_at", OffsetDateTime.class).toInstant(),
        row.getString("patch_format"),
        row.getString("patch"),
        row.getString("changed_paths"),
        row.getString("conflicts"));
  }
}
