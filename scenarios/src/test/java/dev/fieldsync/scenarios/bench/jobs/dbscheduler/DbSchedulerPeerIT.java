package dev.fieldsync.scenarios.bench.jobs.dbscheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fieldsync.scenarios.bench.jobs.peer.Executions;
import dev.fieldsync.scenarios.bench.jobs.peer.PeerProcess;
import dev.fieldsync.testing.Backends;
import dev.fieldsync.testing.Workspace;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The peer must do what it is compared in. */
class DbSchedulerPeerIT {

  private static final int JOBS = 200;
  private static final Workspace WORKSPACE = Backends.shared().newWorkspace();

  @Test
  void jobsWaitForTheStartAndAreThenExecutedAndCompletedOnceEach() throws Exception {
    try (Connection connection = WORKSPACE.dataSource().getConnection();
        Statement statement = connection.createStatement();
        InputStream schema = getClass().getResourceAsStream("/bench-jobs/db-scheduler.sql")) {
      statement.execute(
          new String(Objects.requireNonNull(schema).readAllBytes(), StandardCharsets.UTF_8));
    }
    Executions executions = new Executions();
    executions.begin(JOBS);
    String url =
        "%s?user=%s&password=%s"
            .formatted(WORKSPACE.jdbcUrl(), WORKSPACE.username(), WORKSPACE.password());
    try (DbSchedulerPeer peer =
        new DbSchedulerPeer(new PeerProcess.Arguments(0, url, 4), executions)) {
      peer.create(JOBS);
      assertThat(unfinished()).isEqualTo(JOBS);
      assertThat(executions.total()).isZero();

      peer.start();

      await().atMost(Duration.ofSeconds(60)).until(() -> unfinished() == 0);
      peer.stop();
      assertThat(executions.total()).isEqualTo(JOBS);
      assertThat(executions.distinct()).isEqualTo(JOBS);
    }
  }

  private static int unfinished() throws SQLException {
    try (Connection connection = WORKSPACE.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select count(*) from scheduled_tasks")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
