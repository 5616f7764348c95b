package dev.fieldsync.campaignworker.work;

import dev.fieldsync.campaignworker.job.Claim;
import dev.fieldsync.campaignworker.job.ClaimJobs;
import dev.fieldsync.campaignworker.job.Ending;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Claims jobs for what the worker can begin soon, and gives those back that wait in vain or whose
 * campaign was paused or cancelled meanwhile. For one thread.
 */
@Component
class ClaimTurn {

  /** A pause holds within this time and the time of a statement or two. */
  private static final long RECHECK_NANOS = 300_000_000;

  private final Heartbeat heartbeat;
  private final ClaimJobs claimJobs;
  private final RunningCampaigns running;
  private final Steps steps;
  private final Pace pace;
  private final Endings endings;
  private final Signal dispatch;
  private final int maxHeld;
  private final long pollNanos;
  private long checkedAt = System.nanoTime();
  private long askedAt = System.nanoTime();

  ClaimTurn(
      Heartbeat heartbeat,
      ClaimJobs claimJobs,
      RunningCampaigns running,
      Steps steps,
      Pace pace,
      Endings endings,
      Signals signals,
      WorkerProperties properties) {
    this.heartbeat = heartbeat;
    this.claimJobs = claimJobs;
    this.running = running;
    this.steps = steps;
    this.pace = pace;
    this.endings = endings;
    this.dispatch = signals.dispatch();
    // What is begun, and as much again at hand; a claim of more, and one on its way to the
    // database.
    this.maxHeld = 2 * properties.maxInFlight() + 2 * ClaimJobs.MAX_JOBS;
    this.pollNanos = properties.pollInterval().toNanos() / 2;
  }

  /**
   * Takes one turn.
   *
   * @return how many jobs were claimed
   */
  int runOnce() {
    Tenure tenure = heartbeat.current();
    if (tenure == null) {
      return 0;
    }
    giveBack(tenure);
    int room = maxHeld - tenure.held();
    if (room < 1 || (isSupplied(tenure) && System.nanoTime() - askedAt < pollNanos)) {
      return 0;
    }
    askedAt = System.nanoTime();
    List<Claim> claims =
        claimJobs.claim(tenure.worker(), room, campaignId -> room(tenure, campaignId));
    tenure.claimed(claims.size());
    for (Claim claim : claims) {
      pace.claimed(claim.plan().id());
      tenure.backlog().add(steps.of(claim.step().kind()).lane(), claim);
    }
    if (!claims.isEmpty()) {
      dispatch.raise();
    }
    return claims.size();
  }

  /** Whatever has jobs at hand has enough of them: only others might have some to add. */
  private boolean isSupplied(Tenure tenure) {
    Set<UUID> campaigns = tenure.backlog().campaigns();
    return !campaigns.isEmpty() && campaigns.stream().allMatch(id -> room(tenure, id) == 0);
  }

  /** Nothing until half of it is begun, so that claims are not of one job each. */
  private int room(Tenure tenure, UUID campaignId) {
    int target = pace.target(campaignId);
    int have = tenure.backlog().of(campaignId);
    return have > target / 2 ? 0 : target - have;
  }

  private void giveBack(Tenure tenure) {
    if (System.nanoTime() - checkedAt < RECHECK_NANOS) {
      return;
    }
    checkedAt = System.nanoTime();
    Set<UUID> idle = pace.forgetIdle();
    Set<UUID> campaigns = tenure.backlog().campaigns();
    if (!campaigns.isEmpty()) {
      Set<UUID> others = running.without(campaigns);
      // Somebody else may have more of the rate that they wait for.
      others.addAll(idle);
      List<Claim> given = tenure.backlog().takeAll(others);
      given.forEach(claim -> endings.add(tenure, new Ending.Released(claim)));
    }
  }
}
