package dev.fieldsync.scenarios.bench.jobs.jobrunr;

import dev.fieldsync.scenarios.bench.jobs.peer.Executions;
import org.jobrunr.jobs.annotations.Job;
import org.jobrunr.jobs.lambdas.JobRequestHandler;

/** Does a job. */
public final class NoOpHandler implements JobRequestHandler<NoOpRequest> {

  private final Executions executions;

  NoOpHandler(Executions executions) {
    this.executions = executions;
  }

  @Override
  @Job(name = "bench")
  public void run(NoOpRequest request) {
    executions.add(request.job());
  }
}
