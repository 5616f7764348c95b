package dev.fieldsync.taskagent.queue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The rows of {@code sync_queue}. Every method that writes belongs into a transaction. */
@Repository
public class SyncQueue {

  /** An operation that the server could not take this often is a dead letter. */
  public static final int MAX_ATTEMPTS = 3;

  private static final String ADD =
      "insert into sync_queue (id, task_id, operation, data, created_at) values (?, ?, ?, ?, ?)";

  /** In order, and none whose task has an earlier one that waits to be tried again. */
  private static final String SELECT_DUE =
      """
      select seq, id, task_id, operation, data, created_at, retry_count
        from sync_queue q
       where status in ('pending', 'error')
         and next_attempt_at <= ?
         and not exists (select 1
                           from sync_queue earlier
                          where earlier.task_id = q.task_id
                            and earlier.seq < q.seq
                            and earlier.status = 'error'
                            and earlier.next_attempt_at > ?)
       order by seq
       limit ?
      """;

  private static final String SET_IN_PROGRESS =
      "update sync_queue set status = 'in-progress' where seq = ?";

  private static final String GIVE_BACK =
      """
      update sync_queue
         set status = case when retry_count > 0 then 'error' else 'pending' end
       where status = 'in-progress'
      """;

  private static final String SHORTEN_WAITS =
      """
      update sync_queue
         set next_attempt_at = 0
       where status = 'error'
         and next_attempt_at > ?
      """;

  private static final String DELETE = "delete from sync_queue where seq = ?";

  private static final String SET_ERROR =
      """
      update sync_queue
         set status = 'error', retry_count = retry_count + 1, next_attempt_at = ?, last_error = ?
       where seq = ?
      """;

  private static final String SET_FAILED =
      """
      update sync_queue
         set status = 'failed', retry_count = retry_count + 1, failed_at = ?, last_error = ?
       where seq = ?
      """;

  private static final String COUNT_LIVE_OF_TASK =
      "select count(*) from sync_queue where task_id = ? and status <> 'failed'";

  private static final String COUNT_BY_ID = "select count(*) from sync_queue where id = ?";

  private static final String COUNT_WAITING =
      "select count(*) from sync_queue where status <> 'failed'";

  private static final String IS_RETRY_DUE =
      "select exists (select 1 from sync_queue where status = 'error' and next_attempt_at <= ?)";

  private static final String COUNT = "select count(*) from sync_queue";

  private final JdbcTemplate jdbc;

  SyncQueue(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Appends an operation of this device's. */
  public void add(String operation, String data, String taskId, Instant at) {
    add(UUID.randomUUID().toString(), operation, data, taskId, at.toString());
  }

  /**
   * Appends an operation that has an id.
   *
   * @param createdAt as it is sent
   */
  public void add(String id, String operation, String data, String taskId, String createdAt) {
    jdbc.update(ADD, id, taskId, operation, data, createdAt);
  }

  /** Says whether an operation is here, dead letters included. */
  public boolean has(String id) {
    return count(COUNT_BY_ID, id) > 0;
  }

  /** Takes the next operations that are due and marks them as being sent. */
  public List<QueuedOperation> take(int limit, Instant now) {
    long millis = now.toEpochMilli();
    List<QueuedOperation> due =
        jdbc.query(SELECT_DUE, (row, number) -> read(row), millis, millis, limit);
    jdbc.batchUpdate(
        SET_IN_PROGRESS,
        due,
        Math.max(1, due.size()),
        (statement, each) -> statement.setLong(1, each.seq()));
    return due;
  }

  /** What was being sent is as before: nobody knows whether the server has it, and it is safe. */
  public void giveBack() {
    jdbc.update(GIVE_BACK);
  }

  /** Nothing waits until later than this: it would when this device's clock was set back. */
  public void shortenWaits(Instant latest) {
    jdbc.update(SHORTEN_WAITS, latest.toEpochMilli());
  }

  /** The server has it. */
  public void confirm(QueuedOperation operation) {
    jdbc.update(DELETE, operation.seq());
  }

  /** The server could not take it; it will be tried again. */
  public void retryLater(QueuedOperation operation, Instant at, String error) {
    jdbc.update(SET_ERROR, at.toEpochMilli(), error, operation.seq());
  }

  /** The server will not take it; it stays among the dead letters. */
  public void fail(QueuedOperation operation, Instant at, String error) {
    jdbc.update(SET_FAILED, at.toString(), error, operation.seq());
  }

  /** Says whether this device has changed a task and the server does not know it. */
  public boolean hasLive(String taskId) {
    return count(COUNT_LIVE_OF_TASK, taskId) > 0;
  }

  /** Says whether an operation that the server could not take is to be tried again now. */
  public boolean isRetryDue(Instant now) {
    return count(IS_RETRY_DUE, now.toEpochMilli()) > 0;
  }

  /** Returns how many operations will be sent, now or later. */
  public long waiting() {
    return count(COUNT_WAITING);
  }

  /** Returns how many operations there are, dead letters included. */
  public long size() {
    return count(COUNT);
  }

  private long count(String sql, Object... parameters) {
    Long count = jdbc.queryForObject(sql, Long.class, parameters);
    return count == null ? 0 : count;
  }

  private static QueuedOperation read(ResultSet row) throws SQLException {
    return new QueuedOperation(
        row.getLong("seq"),
        row.getString("id"),
        row.getString("task_id"),
        row.getString("operation"),
        row.getString("data"),
        row.getString("created_at"),
        row.getInt("retry_count"));
  }
}
