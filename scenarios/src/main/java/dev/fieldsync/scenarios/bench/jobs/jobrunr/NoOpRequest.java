package dev.fieldsync.scenarios.bench.jobs.jobrunr;

import org.jobrunr.jobs.lambdas.JobRequest;

/**
 * A job as JobRunr stores it.
 *
 * @param job its number
 */
public record NoOpRequest(int job) implements JobRequest {

  @Override
  public Class<NoOpHandler> getJobRequestHandler() {
    return NoOpHandler.class;
  }
}
