package dev.fieldsync.taskagent.queue;

import dev.fieldsync.taskagent.database.JsonArray;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

  /**
   * In order, and none whose task has an earlier one that is being sent or waits to be tried again.
   */
  private static final String TAKE =
      """
      update sync_queue
         set status = 'in-progress'
       where seq in (select seq
                       from sync_queue q
                      where status in ('pending', 'error')
                        and next_attempt_at <= ?
                        and not exists (select 1
                                          from sync_queue earlier
                                         where earlier.task_id = q.task_id
                                           and earlier.seq < q.seq
                                           and (earlier.status = 'in-progress'
                                                or earlier.status = 'error'
                                                   and earlier.next_attempt_at > ?))
                      order by seq
                      limit ?)
      returning seq, id, task_id, operation, data, created_at, retry_count
      """;

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

  private static final String CONFIRM =
      "delete from sync_queue where seq in (select value from json_each(?))";

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

  private static final String REPLACE =
      """
      update sync_queue
         set id = ?, operation = ?, data = ?, status = 'pending', retry_count = 0,
             next_attempt_at = 0, last_error = null
       where seq = ?
      """;

  private static final String SELECT_TASKS_NOT_SENT =
      """
      select task_id, max(status <> 'failed')
        from sync_queue
       where status <> 'in-progress'
         and task_id in (select value from json_each(?))
       group by task_id
      """;

  private static final String SELECT_LIVE_TASKS =
      """
      select distinct task_id
        from sync_queue
       where status <> 'failed'
         and task_id in (select value from json_each(?))
      """;

  private static final String SELECT_BY_ID =
      """
      select seq, id, task_id, operation, data, created_at, retry_count
        from sync_queue
       where id = ?
      """;

  private static final String COUNT_BY_TASK = "select count(*) from sync_queue where task_id = ?";

  private static final String COUNT_WAITING =
      "select count(*) from sync_queue where status <> 'failed'";

  private static final String IS_RETRY_DUE =
      "select exists (select 1 from sync_queue where status = 'error' and next_attempt_at <= ?)";

  private static final String COUNT_FAILED =
      "select count(*) from sync_queue where status = 'failed'";

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

  /** Returns an operation that is here, dead letters included. */
  public Optional<QueuedOperation> find(String id) {
    return jdbc.query(SELECT_BY_ID, (row, number) -> read(row), id).stream().findFirst();
  }

  /** Says whether any operation on a task is here, dead letters included. */
  public boolean hasAnyOf(String taskId) {
    return count(COUNT_BY_TASK, taskId) > 0;
  }

  /**
   * Takes the next operations that are due and marks them as being sent. Those of a task that is
   * being sent already wait for what becomes of it.
   */
  public List<QueuedOperation> take(int limit, Instant now) {
    long millis = now.toEpochMilli();
    return jdbc.query(TAKE, (row, number) -> read(row), millis, millis, limit).stream()
        .sorted(Comparator.comparingLong(QueuedOperation::seq))
        .toList();
  }

  /** What was being sent is as before: nobody knows whether the server has it, and it is safe. */
  public void giveBack() {
    jdbc.update(GIVE_BACK);
  }

  /** Nothing waits until later than this: it would when this device's clock was set back. */
  public void shortenWaits(Instant latest) {
    jdbc.update(SHORTEN_WAITS, latest.toEpochMilli());
  }

  /** The server has them. */
  public void confirm(List<QueuedOperation> operations) {
    jdbc.update(
        CONFIRM, JsonArray.ofNumbers(operations.stream().map(QueuedOperation::seq).toList()));
  }

  /** The server could not take it; it will be tried again. */
  public void retryLater(QueuedOperation operation, Instant at, String error) {
    jdbc.update(SET_ERROR, at.toEpochMilli(), error, operation.seq());
  }

  /** Another operation takes its place in the order, under an id of its own. */
  public void replace(QueuedOperation operation, String by, String data) {
    jdbc.update(REPLACE, UUID.randomUUID().toString(), by, data, operation.seq());
  }

  /** The server will not take it; it stays among the dead letters. */
  public void fail(QueuedOperation operation, Instant at, String error) {
    jdbc.update(SET_FAILED, at.toString(), error, operation.seq());
  }

  /**
   * Returns those of the tasks that have an operation which is not being sent, and whether one of
   * these waits to be; else they are dead letters.
   */
  public Map<String, Boolean> notSentAmong(Collection<String> taskIds) {
    Map<String, Boolean> waiting = new HashMap<>();
    jdbc.query(
        SELECT_TASKS_NOT_SENT,
        row -> {
          waiting.put(row.getString(1), row.getBoolean(2));
        },
        JsonArray.ofTexts(taskIds));
    return waiting;
  }

  /** Returns those of the tasks that this device has changed and the server does not know so. */
  public Set<String> liveAmong(Collection<String> taskIds) {
    return Set.copyOf(
        jdbc.queryForList(SELECT_LIVE_TASKS, String.class, JsonArray.ofTexts(taskIds)));
  }

  /** Says whether an operation that the server could not take is to be tried again now. */
  public boolean isRetryDue(Instant now) {
    return count(IS_RETRY_DUE, now.toEpochMilli()) > 0;
  }

  /** Returns how many operations will be sent, now or later. */
  public long waiting() {
    return count(COUNT_WAITING);
  }

  /** Returns how many dead letters there are. */
  public long failed() {
    return count(COUNT_FAILED);
  }

  private long count(String sql, Object... parameters) {
    Long count = jdbc.queryForObject(sql, Long.class, parameters);
    return count == null ? 0 : count;
  }

  /** By number: a batch has many, and to look for a name takes longer than to read most values. */
  private static QueuedOperation read(ResultSet row) throws SQLException {
    return new QueuedOperation(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getInt(7));
  }
}
