package dev.fieldsync.campaignworker.job;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How a worker's turn with a job ends. */
public sealed interface Ending {

  /** Returns what had been claimed. */
  Claim claim();

  /**
   * The step is done, and the job goes on.
   *
   * @param claim what had been claimed
   * @param outcome one of the step's kind
   * @param result what is kept of it, {@code null} for nothing
   */
  record Completed(Claim claim, String outcome, @Nullable JsonNode result) implements Ending {}

  /**
   * An attempt has failed. If another may succeed, and there are attempts left, it is tried again
   * later; else the job goes to the dead letters.
   *
   * @param claim what had been claimed
   * @param isPermanent whether it would fail again
   * @param reason what went wrong, for people
   * @param retryAfter not before, as the provider asked, {@code null} when it did not
   */
  record Failed(Claim claim, boolean isPermanent, String reason, @Nullable Duration retryAfter)
      implements Ending {}

  /**
   * It is not its turn, because of a rate limit: comes back later, and no attempt is spent.
   *
   * @param claim what had been claimed
   * @param after not before
   */
  record Deferred(Claim claim, Duration after) implements Ending {}

  /**
   * The worker gives it back, since it stops: others have it at once, and no attempt is spent.
   *
   * @param claim what had been claimed
   */
  record Released(Claim claim) implements Ending {}

  /** What became of an ending. */
  enum Fate {
    /** It is recorded, and the job has moved. */
    RECORDED,
    /** It had been recorded under this claim before. */
    REPEATED,
    /** The claim holds no more, somebody else has the job or has ended it; nothing was changed. */
    LOST
  }
}
