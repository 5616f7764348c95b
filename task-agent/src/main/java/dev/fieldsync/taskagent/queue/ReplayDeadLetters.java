package dev.fieldsync.taskagent.queue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts dead letters back into their places in the queue, with all attempts before them. A change of
 * a part of a task that has changed since is made anew instead: the later change does not carry it
 * and would win over it, so it would be lost without a word. Every method belongs into a
 * transaction.
 */
@Repository
class ReplayDeadLetters {

  private static final String SELECT_ALL =
      """
      select q.seq, q.task_id, q.operation, q.data, t.updated_at, t.is_deleted
        from sync_queue q
        join task t on t.id = q.task_id
       where q.status = 'failed'
       order by q.seq
      """;

  private static final String SELECT_ONE =
      """
      select q.seq, q.task_id, q.operation, q.data, t.updated_at, t.is_deleted
        from sync_queue q
        join task t on t.id = q.task_id
       where q.status = 'failed'
         and q.id = ?
      """;

  private static final String REPLAY =
      """
      update sync_queue
         set status = 'pending', retry_count = 0, next_attempt_at = 0, failed_at = null
       where seq = ?
      """;

  private static final String REMOVE = "delete from sync_queue where seq = ?";

  private final JdbcTemplate jdbc;
  private final JsonMapper json;
  private final ApplicationEventPublisher events;

  ReplayDeadLetters(JdbcTemplate jdbc, JsonMapper json, ApplicationEventPublisher events) {
    this.jdbc = jdbc;
    this.json = json;
    this.events = events;
  }

  private record Letter(
      long seq,
      String taskId,
      String operation,
      String data,
      Instant taskChangedAt,
      boolean taskIsDeleted) {}

  int all() {
    List<Letter> letters = jdbc.query(SELECT_ALL, (row, number) -> read(row));
    letters.forEach(this::replay);
    return letters.size();
  }

  boolean one(String id) {
    List<Letter> letters = jdbc.query(SELECT_ONE, (row, number) -> read(row), id);
    letters.forEach(this::replay);
    return !letters.isEmpty();
  }

  private void replay(Letter letter) {
    if (isOvertaken(letter)) {
      jdbc.update(REMOVE, letter.seq());
      events.publishEvent(
          new OldChangeReplayed(letter.taskId(), letter.operation(), letter.data()));
    } else {
      jdbc.update(REPLAY, letter.seq());
    }
  }

  /** What carries all of a task, and so says when the task was created, waits for no other. */
  private boolean isOvertaken(Letter letter) {
    JsonNode data = json.readTree(letter.data());
    return !data.has("created_at")
        && !letter.taskIsDeleted()
        && Instant.parse(data.get("updated_at").stringValue()).isBefore(letter.taskChangedAt());
  }

  private static Letter read(ResultSet row) throws SQLException {
    return new Letter(
        row.getLong("seq"),
        row.getString("task_id"),
        row.getString("operation"),
        row.getString("data"),
        Instant.parse(row.getString("updated_at")),
        row.getBoolean("is_deleted"));
  }
}
