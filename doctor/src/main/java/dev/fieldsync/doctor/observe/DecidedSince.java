package dev.fieldsync.doctor.observe;

import dev.fieldsync.doctor.symptom.UpdateSymptoms;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;

/** What became of updates since a moment, from the history's block range index. */
final class DecidedSince {

  private static final int TIMEOUT_SECONDS = 2;

  private static final String SELECT =
      """
      with decided as (
             select template_id, jsonb_array_length(attempts) as attempts,
                    extract(epoch from decided_at - accepted_at) as waited
               from fieldsync.template_update
              where decided_at > ? and source <> 'background'),
           hottest as (
             select template_id, count(*) as updates
               from decided
              group by template_id
              order by updates desc
              limit 1),
           dead as (
             select count(*) as letters, mode() within group (order by left(reason, 120)) as reason
               from fieldsync.dead_letter
              where received_at > ?)
      select (select count(*) from decided) as updates,
             coalesce((select avg(attempts) from decided), 1) as attempts,
             coalesce((select avg(waited) from decided), 0) as waited,
             coalesce((select template_id::text from hottest), '') as hottest,
             coalesce((select updates from hottest), 0) as hottest_updates,
             dead.letters, coalesce(dead.reason, '') as reason
        from dead
      """;

  private DecidedSince() {}

  static UpdateSymptoms read(Connection connection, Timestamp since, double seconds)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(SELECT)) {
      select.setQueryTimeout(TIMEOUT_SECONDS);
      select.setTimestamp(1, since);
      select.setTimestamp(2, since);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        long updates = row.getLong("updates");
        return new UpdateSymptoms(
            updates / seconds,
            row.getDouble("attempts"),
            Math.max(0, row.getDouble("waited")),
            row.getString("hottest"),
            updates == 0 ? 0 : row.getDouble("hottest_updates") / updates,
            row.getLong("letters") / seconds,
            row.getString("reason"));
      }
    }
  }
}
