package dev.fieldsync.campaignworker.job;

import dev.fieldsync.campaigns.workflow.Step;
import dev.fieldsync.campaigns.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Where a job goes when a worker's turn with it ends, worked out before anything is written. The
 * same for all jobs of a step that end alike.
 *
 * @param kind {@code completed}, {@code failed}, {@code deferred} or {@code released}
 * @param outcome of a completed step
 * @param result of a completed step
 * @param step where it is afterwards
 * @param state in which state: {@code ready}, {@code waiting}, {@code done} or {@code dead}
 * @param dueAt when waiting, until when at the most
 * @param waitsFor when waiting, {@code time} or {@code reply}
 * @param failure when failed, {@code transient} or {@code permanent}
 * @param death when dead, its kind
 * @param reason when failed or dead, why
 */
record Move(
    String kind,
    @Nullable String outcome,
    @Nullable JsonNode result,
    String step,
    String state,
    @Nullable Instant dueAt,
    @Nullable String waitsFor,
    @Nullable String failure,
    @Nullable String death,
    @Nullable String reason) {

  private static final int MAX_REASON_LENGTH = 2_000;

  /**
   * Says whether nothing of the job's row matters any more: it is done, and no reply is to be taken
   * off it.
   */
  boolean isDoneForGood() {
    return "done".equals(state) && !"reply".equals(outcome);
  }

  static Move of(Ending ending, Instant now, RandomGenerator random) {
    if (ending instanceof Ending.Completed completed) {
      return completed(completed, now);
    }
    if (ending instanceof Ending.Failed failed) {
      return failed(failed, now, random);
    }
    Claim claim = ending.claim();
    if (ending instanceof Ending.Deferred deferred) {
      return stays(claim, "deferred", "waiting", now.plus(deferred.after()), null, null, null);
    }
    return stays(claim, "released", "ready", null, null, null, null);
  }

  private static Move completed(Ending.Completed completed, Instant now) {
    Claim claim = completed.claim();
    Step next = claim.plan().workflow().after(claim.step().name(), completed.outcome());
    String state = "ready";
    Instant dueAt = null;
    String death = null;
    String reason = null;
    if (next.kind().isEnd()) {
      state = "done";
    } else if ((claim.visit() + 1) % Workflow.MAX_VISITS == 0) {
      state = "dead";
      death = "looping";
      reason = "The job has %d steps behind it".formatted(claim.visit() + 1);
    } else if (next.kind().isWait()) {
      state = "waiting";
      dueAt = now.plus(next.timeout());
    }
    return new Move(
        "completed",
        completed.outcome(),
        completed.result(),
        next.name(),
        state,
        dueAt,
        dueAt == null ? null : "reply",
        null,
        death,
        reason);
  }

  private static Move failed(Ending.Failed failed, Instant now, RandomGenerator random) {
    Claim claim = failed.claim();
    String reason = shortened(failed.reason());
    if (failed.isPermanent()) {
      return stays(claim, "failed", "dead", null, "permanent", "permanent", reason);
    }
    if (claim.attempt() + 1 >= claim.step().maxAttempts()) {
      return stays(claim, "failed", "dead", null, "transient", "exhausted", reason);
    }
    Duration delay = RetryDelays.after(claim.attempt(), failed.retryAfter(), random);
    return stays(claim, "failed", "waiting", now.plus(delay), "transient", null, reason);
  }

  private static Move stays(
      Claim claim,
      String kind,
      String state,
      @Nullable Instant dueAt,
      @Nullable String failure,
      @Nullable String death,
      @Nullable String reason) {
    return new Move(
        kind,
        null,
        null,
        claim.step().name(),
        state,
        dueAt,
        dueAt == null ? null : "time",
        failure,
        death,
        reason);
  }

  private static String shortened(String reason) {
    String text = reason.replace('\u0000', ' ');
    return text.length() <= MAX_REASON_LENGTH ? text : text.substring(0, MAX_REASON_LENGTH) + "...";
  }
}
