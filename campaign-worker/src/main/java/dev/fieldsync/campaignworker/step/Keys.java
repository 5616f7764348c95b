package dev.fieldsync.campaignworker.step;

import dev.fieldsync.campaignworker.job.Claim;
import dev.fieldsync.campaignworker.provider.StepKey;

/** Names what a step does, for ever. */
final class Keys {

  private Keys() {}

  /** Returns the key of this visit; {@link Claim#idempotencyKey} in the form providers take. */
  static StepKey of(Claim claim) {
    return new StepKey(Long.toString(claim.jobId()), claim.visit() + "-" + claim.step().name());
  }
}
