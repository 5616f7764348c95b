package dev.fieldsync.scenarios.bench.jobs.dbscheduler;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariDataSource;
import dev.fieldsync.scenarios.bench.jobs.peer.Executions;
import dev.fieldsync.scenarios.bench.jobs.peer.JobPeer;
import dev.fieldsync.scenarios.bench.jobs.peer.PeerProcess;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * db-scheduler with the polling strategy and the limits that its documentation names for a high
 * throughput: executions are locked and fetched ahead in one statement, and completed each by its
 * own.
 */
public final class DbSchedulerPeer implements JobPeer {

  private static final int JOBS_IN_A_CALL = 10_000;
  private static final double FETCH_BELOW = 4.0;
  private static final double FETCH_UP_TO = 20.0;

  /** It asks again by itself when it runs low; this is for an empty table. */
  private static final Duration POLLING_INTERVAL = Duration.ofMillis(100);

  private final HikariDataSource database;
  private final int threads;
  private final OneTimeTask<Void> task;
  private final SchedulerClient client;
  private @Nullable Scheduler scheduler;

  DbSchedulerPeer(PeerProcess.Arguments arguments, Executions executions) {
    this.threads = arguments.workers();
    this.database = new HikariDataSource();
    database.setJdbcUrl(arguments.jdbcUrl());
    // One for each thread, for polling, and for what keeps house.
    database.setMaximumPoolSize(threads + 3);
    this.task =
        Tasks.oneTime("bench", Void.class)
            .execute((instance, context) -> executions.add(Integer.parseInt(instance.getId())));
    this.client = SchedulerClient.Builder.create(database, task).build();
  }

  /** Runs the peer. */
  public static void main(String... arguments) throws IOException {
    PeerProcess.run(DbSchedulerPeer::new, arguments);
  }

  @Override
  public void create(int jobs) {
    Instant now = Instant.now();
    for (int from = 0; from < jobs; from += JOBS_IN_A_CALL) {
      int to = Math.min(jobs, from + JOBS_IN_A_CALL);
      List<TaskInstance<?>> instances = new ArrayList<>();
      for (int job = from; job < to; job++) {
        instances.add(task.instance(Integer.toString(job)));
      }
      client.scheduleBatch(instances, now);
    }
  }

  @Override
  public void start() {
    Scheduler started =
        Scheduler.create(database, task)
            .schedulerName(new SchedulerName.Fixed("bench-" + ProcessHandle.current().pid()))
            .threads(threads)
            .pollingInterval(POLLING_INTERVAL)
            .pollUsingLockAndFetch(FETCH_BELOW, FETCH_UP_TO)
            .build();
    started.start();
    scheduler = started;
  }

  @Override
  public void stop() {
    Scheduler started = scheduler;
    if (started != null) {
      started.stop();
      scheduler = null;
    }
  }

  @Override
  public void close() {
    stop();
    database.close();
  }
}
