package dev.fieldsync.taskagent.queue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Reads the operations that will be sent. Thread-safe. */
@Repository
class WaitingOperations {

  private static final String SELECT =
      """
      select q.id, q.task_id, t.title, q.operation, q.data, q.created_at, q.status, q.retry_count,
             q.next_attempt_at, q.last_error
        from sync_queue q
        join task t on t.id = q.task_id
       where q.status <> 'failed'
       order by q.seq
       limit ?
      """;

  private final JdbcTemplate jdbc;
  private final JsonMapper json;

  WaitingOperations(JdbcTemplate jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** Returns those that come first. */
  List<WaitingOperation> first(int limit) {
    return jdbc.query(SELECT, (row, number) -> read(row), limit);
  }

  private WaitingOperation read(ResultSet row) throws SQLException {
    long next = row.getLong("next_attempt_at");
    return new WaitingOperation(
        row.getString("id"),
        row.getString("task_id"),
        row.getString("title"),
        row.getString("operation"),
        json.readTree(row.getString("data")),
        row.getString("created_at"),
        row.getString("status"),
        row.getInt("retry_count"),
        SyncQueue.MAX_ATTEMPTS,
        next == 0 ? null : Instant.ofEpochMilli(next),
        row.getString("last_error"));
  }
}
