package dev.fieldsync.updateworker.task;

import dev.fieldsync.shared.task.TaskOperation;
import dev.fieldsync.updateworker.WorkerHarness;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the workers made of operations, read from the database. */
final class TaskOutcomes {

  private final JdbcTemplate jdbc;

  TaskOutcomes(WorkerHarness harness) {
    this.jdbc = harness.jdbc();
  }

  /** Waits until all are decided. */
  void await(List<TaskOperation> operations) {
    Awaitility.await("all are decided")
        .atMost(Duration.ofSeconds(60))
        .until(() -> operations.stream().noneMatch(each -> status(each) == null));
  }

  /** Where an operation ended, {@code null} when it has not. */
  String status(TaskOperation operation) {
    List<String> status =
        jdbc.queryForList(
            "select status from fieldsync.task_operation where id = ?",
            String.class,
            operation.operationId());
    return status.isEmpty() ? null : status.get(0);
  }

  String title(UUID taskId) {
    return jdbc.queryForObject(
        "select title from fieldsync.task where id = ?", String.class, taskId);
  }

  /** The versions of the task rows and outcomes, and the counter: gaps and doubles show. */
  List<Map<String, Object>> versions() {
    return jdbc.queryForList(
        """
        select s.version as last,
               count(o.version) as applied,
               count(distinct o.version) as distinct_versions,
               max(o.version) as greatest
          from fieldsync.task_scope s
          join fieldsync.task_operation o using (organization_id, owner)
         where o.status = 'applied'
         group by s.organization_id, s.owner, s.version
        """);
  }
}
