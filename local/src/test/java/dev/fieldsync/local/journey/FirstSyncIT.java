package dev.fieldsync.local.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The first large sync of an installation, whose tables nobody has analyzed: plans that look alike
 * to the planner then must not read through what is there for each batch.
 */
class FirstSyncIT {

  private static final int BATCHES = 10;
  private static final int BATCH = 300;

  private static final Cluster CLUSTER = new Cluster();
  private static final JdbcTemplate JDBC = new JdbcTemplate(CLUSTER.workspace().dataSource());
  private static ApiClient gateway;

  @BeforeAll
  static void start() {
    gateway = CLUSTER.startGateway();
    CLUSTER.startWorker();
    CLUSTER.awaitTaskAssignment();
  }

  @AfterAll
  static void stop() {
    CLUSTER.close();
  }

  @Test
  void noBatchReadsThroughWhatCameBeforeIt() {
    for (String table : new String[] {"task", "task_operation"}) {
      JDBC.execute("alter table fieldsync." + table + " set (autovacuum_enabled = off)");
    }

    for (int i = 0; i < BATCHES; i++) {
      assertThat(gateway.post("/api/sync/batch", batch(), "X-Actor", "Inspector").status())
          .isEqualTo(200);
    }

    await("the counters of the sessions are known to all")
        .atMost(Duration.ofSeconds(60))
        .until(() -> rowsOf("task", "n_tup_ins") == BATCHES * BATCH);
    assertThat(rowsOf("task", "seq_tup_read")).isLessThan(BATCH);
    assertThat(rowsOf("task_operation", "seq_tup_read")).isLessThan(BATCH);
    // A worker looks for the task, the gateway for the answer; nobody reads others on the way.
    assertThat(rowsOf("task", "idx_tup_fetch")).isLessThan(3L * BATCHES * BATCH);
  }

  private static String batch() {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    TaskBatch batch = new TaskBatch("phone");
    for (int i = 0; i < BATCH; i++) {
      batch.with(UUID.randomUUID(), "create", now, "Task " + i);
    }
    return batch.sealed();
  }

  private static long rowsOf(String table, String counter) {
    return JDBC.queryForObject(
        "select "
            + counter
            + " from pg_stat_user_tables where schemaname = 'fieldsync' and relname = ?",
        Long.class,
        table);
  }
}
