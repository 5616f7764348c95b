package dev.fieldsync.campaignworker.watch;

import dev.fieldsync.campaigns.campaign.CampaignCounts;
import dev.fieldsync.campaignworker.job.RescueJobs;
import dev.fieldsync.campaignworker.job.WakeJobs;
import dev.fieldsync.campaignworker.work.Signals;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntSupplier;
import org.springframework.stereotype.Component;

/**
 * One turn of looking after all campaigns: starts those whose time has come, wakes what is due,
 * gives away what dead workers have left, puts cancelled jobs away, sums up, ends what has ended,
 * tells people, and forgets what is long past. Each part is safe to be left in the middle. For one
 * thread.
 */
@Component
class WatchTurn {

  private static final int WAKE_BATCH = 5_000;
  private static final long PART_NANOS = 1_000_000_000;
  private static final long RESCUE_NANOS = 2_000_000_000;
  private static final long FORGET_NANOS = 60_000_000_000L;

  private final Turns turns;
  private final CampaignTurns campaigns;
  private final WakeJobs wakeJobs;
  private final RescueJobs rescueJobs;
  private final CampaignCounts counts;
  private final ForgetCampaigns forgetCampaigns;
  private final PaceSamples samples;
  private final ProgressPublisher publisher;
  private final Signals signals;
  private long forgotAt = System.nanoTime() - FORGET_NANOS;
  private long rescuedAt = System.nanoTime() - RESCUE_NANOS;

  WatchTurn(
      Turns turns,
      CampaignTurns campaigns,
      WakeJobs wakeJobs,
      RescueJobs rescueJobs,
      CampaignCounts counts,
      ForgetCampaigns forgetCampaigns,
      PaceSamples samples,
      ProgressPublisher publisher,
      Signals signals) {
    this.turns = turns;
    this.campaigns = campaigns;
    this.wakeJobs = wakeJobs;
    this.rescueJobs = rescueJobs;
    this.counts = counts;
    this.forgetCampaigns = forgetCampaigns;
    this.samples = samples;
    this.publisher = publisher;
    this.signals = signals;
  }

  /**
   * Takes a turn, if it is this worker's.
   *
   * @return whether it was
   */
  boolean runOnce() {
    if (!turns.take()) {
      return false;
    }
    int queued = campaigns.startDue();
    queued += repeat(() -> wakeJobs.wakeDue(WAKE_BATCH));
    if (System.nanoTime() - rescuedAt >= RESCUE_NANOS) {
      rescuedAt = System.nanoTime();
      queued += repeat(rescueJobs::runOnce);
    }
    if (queued > 0) {
      signals.jobsQueued();
    }
    repeat(campaigns::sweepCancelled);
    Set<UUID> changed = new HashSet<>();
    repeat(
        () -> {
          Set<UUID> folded = counts.foldOnce();
          changed.addAll(folded);
          return folded.size();
        });
    campaigns.endFinished();
    samples.take(changed);
    changed.addAll(turns.changed());
    publisher.tell(changed);
    if (System.nanoTime() - forgotAt >= FORGET_NANOS && forgetCampaigns.forgetSome() == 0) {
      forgotAt = System.nanoTime();
    }
    return true;
  }

  /** As long as there is more, but so that the other parts have their time. */
  private static int repeat(IntSupplier part) {
    long began = System.nanoTime();
    int all = 0;
    int done;
    do {
      done = part.getAsInt();
      all += done;
    } while (done > 0 && System.nanoTime() - began < PART_NANOS);
    return all;
  }
}
