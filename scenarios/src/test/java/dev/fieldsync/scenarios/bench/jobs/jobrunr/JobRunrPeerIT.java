package dev.fieldsync.scenarios.bench.jobs.jobrunr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fieldsync.scenarios.bench.jobs.peer.Executions;
import dev.fieldsync.scenarios.bench.jobs.peer.PeerProcess;
import dev.fieldsync.testing.Backends;
import dev.fieldsync.testing.Workspace;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The peer must do what it is compared in. */
class JobRunrPeerIT {

  private static final int JOBS = 200;
  private static final Workspace WORKSPACE = Backends.shared().newWorkspace();

  @Test
  void jobsWaitForTheStartAndAreThenExecutedAndCompletedOnceEach() throws Exception {
    Executions executions = new Executions();
    executions.begin(JOBS);
    String url =
        "%s?user=%s&password=%s"
            .formatted(WORKSPACE.jdbcUrl(), WORKSPACE.username(), WORKSPACE.password());
    try (JobRunrPeer peer = new JobRunrPeer(new PeerProcess.Arguments(0, url, 4), executions)) {
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
        ResultSet rows =
            statement.executeQuery(
                "select count(*) from jobrunr_jobs where state <> 'SUCCEEDED'")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
