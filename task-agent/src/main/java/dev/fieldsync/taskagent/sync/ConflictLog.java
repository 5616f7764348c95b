package dev.fieldsync.taskagent.sync;

import dev.fieldsync.taskagent.queue.QueuedOperation;
import dev.fieldsync.taskagent.task.TakeOver;
import dev.fieldsync.taskagent.task.Task;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The rows of {@code sync_conflict}; the newest thousand are kept. */
@Repository
class ConflictLog {

  private static final Logger log = LoggerFactory.getLogger(ConflictLog.class);

  private static final int KEPT = 1_000;

  private static final String ADD =
      """
      insert into sync_conflict
             (operation_id, task_id, operation, winner, local_data, server_data, resolved_at)
      values (?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String TRIM =
      "delete from sync_conflict where id <= (select max(id) from sync_conflict) - " + KEPT;

  private static final String SELECT =
      """
      select operation_id, task_id, operation, winner, local_data, server_data, resolved_at
        from sync_conflict
       order by id desc
       limit ?
      """;

  private final JdbcTemplate jdbc;
  private final JsonMapper json;

  ConflictLog(JdbcTemplate jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** Keeps both sides of a conflict; belongs into the transaction that resolves it. */
  void add(QueuedOperation operation, ServerAnswer.Item item, Instant at) {
    jdbc.update(
        ADD,
        operation.id(),
        operation.taskId(),
        operation.operation(),
        "client".equals(item.winner()) ? "client" : "server",
        operation.data(),
        item.serverData() == null ? null : item.serverData().toString(),
        at.toString());
    jdbc.update(TRIM);
    log.atInfo()
        .addKeyValue("operationId", operation.id())
        .addKeyValue("taskId", operation.taskId())
        .addKeyValue("winner", item.winner())
        .log("Another device had changed a task; the later change stands, both are kept");
  }

  /** Keeps both sides of a conflict that was resolved on this device. */
  void addLocal(TakeOver.Operation operation, String incoming, @Nullable Task stored, Instant at) {
    jdbc.update(
        ADD,
        operation.id(),
        operation.taskId(),
        operation.action(),
        "server",
        incoming,
        stored == null ? null : json.writeValueAsString(stored),
        at.toString());
    jdbc.update(TRIM);
  }

  List<Map<String, Object>> newest(int limit) {
    return jdbc.queryForList(SELECT, limit);
  }
}
