package dev.fieldsync.scenarios.bench.jobs.jobrunr;

import com.zaxxer.hikari.HikariDataSource;
import dev.fieldsync.scenarios.bench.jobs.peer.Executions;
import dev.fieldsync.scenarios.bench.jobs.peer.JobPeer;
import dev.fieldsync.scenarios.bench.jobs.peer.PeerProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.IntStream;
import org.jobrunr.jobs.mappers.JobMapper;
import org.jobrunr.scheduling.JobRequestScheduler;
import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.server.JobActivator;
import org.jobrunr.storage.StorageProvider;
import org.jobrunr.storage.sql.common.SqlStorageProviderFactory;
import org.jobrunr.utils.mapper.JsonMapper;
import org.jobrunr.utils.mapper.jackson3.Jackson3JsonMapper;
import org.jspecify.annotations.Nullable;

/** JobRunr with the shortest poll interval that it allows, job requests, and no dashboard. */
public final class JobRunrPeer implements JobPeer {

  private static final Duration SHORTEST_POLL_INTERVAL = Duration.ofSeconds(5);

  private final HikariDataSource database = new HikariDataSource();
  private final JsonMapper json = new Jackson3JsonMapper();
  private final StorageProvider storage;
  private final JobRequestScheduler scheduler;
  private final JobActivator activator;
  private final int workers;
  private @Nullable BackgroundJobServer server;

  JobRunrPeer(PeerProcess.Arguments arguments, Executions executions) {
    this.workers = arguments.workers();
    database.setJdbcUrl(arguments.jdbcUrl());
    // One for each worker, for fetching, and for what keeps house.
    database.setMaximumPoolSize(workers + 4);
    this.storage = SqlStorageProviderFactory.using(database);
    storage.setJobMapper(new JobMapper(json));
    this.scheduler = new JobRequestScheduler(storage);
    NoOpHandler handler = new NoOpHandler(executions);
    this.activator = new OneHandler(handler);
  }

  private record OneHandler(NoOpHandler handler) implements JobActivator {
    @Override
    public <T> T activateJob(Class<T> type) {
      return type.cast(handler);
    }
  }

  /** Runs the peer. */
  public static void main(String... arguments) throws IOException {
    PeerProcess.run(JobRunrPeer::new, arguments);
  }

  @Override
  public void create(int jobs) {
    scheduler.enqueue(IntStream.range(0, jobs).mapToObj(NoOpRequest::new));
  }

  @Override
  public void start() {
    BackgroundJobServer started =
        new BackgroundJobServer(
            storage,
            json,
            activator,
            BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration()
                .andName("bench-" + ProcessHandle.current().pid())
                .andPollInterval(SHORTEST_POLL_INTERVAL)
                .andWorkerCount(workers));
    started.start();
    server = started;
  }

  @Override
  public void stop() {
    BackgroundJobServer started = server;
    if (started != null) {
      started.stop();
      server = null;
    }
  }

  @Override
  public void close() {
    stop();
    storage.close();
    database.close();
  }
}
