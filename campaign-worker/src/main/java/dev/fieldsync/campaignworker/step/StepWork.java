package dev.fieldsync.campaignworker.step;

import dev.fieldsync.campaigns.workflow.StepKind;
import dev.fieldsync.campaignworker.job.Claim;
import dev.fieldsync.campaignworker.provider.ProviderResult;
import java.util.concurrent.CompletableFuture;

/** Does one kind of step. Thread-safe; never waits for anything outside on the caller's thread. */
public interface StepWork {

  /** Returns the kind of step that it does. */
  StepKind kind();

  /** Returns what it calls, whose rate it has to keep. */
  Lane lane();

  /**
   * Does the step, or does it again: under the same key it takes effect once as far as the provider
   * sees to it. Not to be called inside a database transaction.
   *
   * @return how it ended
   */
  CompletableFuture<ProviderResult<Done>> run(Claim claim);
}
