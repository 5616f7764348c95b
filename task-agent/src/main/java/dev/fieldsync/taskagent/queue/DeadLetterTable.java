package dev.fieldsync.taskagent.queue;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The operations that failed. Thread-safe. */
@Repository
class DeadLetterTable {

  private static final String SELECT =
      """
      select q.id, q.task_id, t.title, q.operation, q.data, q.created_at, q.retry_count,
             q.last_error, q.failed_at
        from sync_queue q
        join task t on t.id = q.task_id
       where q.status = 'failed'
       order by q.seq
       limit ?
      """;

  private static final String DROP =
      "delete from sync_queue where id = ? and status = 'failed' returning task_id";

  private final JdbcTemplate jdbc;
  private final JsonMapper json;

  DeadLetterTable(JdbcTemplate jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** Returns the oldest dead letters. */
  List<DeadLetter> oldest(int limit) {
    return jdbc.query(
        SELECT,
        (row, number) ->
            new DeadLetter(
                row.getString("id"),
                row.getString("task_id"),
                row.getString("title"),
                row.getString("operation"),
                json.readTree(row.getString("data")),
                row.getString("created_at"),
                row.getInt("retry_count"),
                String.valueOf(row.getString("last_error")),
                row.getString("failed_at")),
        limit);
  }

  /** Removes one; returns the task that it was about, empty when there is no such dead letter. */
  Optional<String> drop(String id) {
    return jdbc.queryForList(DROP, String.class, id).stream().findFirst();
  }
}
