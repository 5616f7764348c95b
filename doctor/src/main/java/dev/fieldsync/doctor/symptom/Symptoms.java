package dev.fieldsync.doctor.symptom;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A system over a few seconds. What could not be seen is {@code null}, and is named.
 *
 * @param seconds over which was looked, and which rates refer to
 * @param database its sessions
 * @param updates what became of updates
 * @param misses what update-workers tried in vain
 * @param queue what the update-workers have before them
 * @param campaigns what became of jobs
 * @param calls of the outside provider that is called most; {@code null} when none is called
 * @param processes those that told about themselves
 * @param unseen what could not be seen, and why, for people
 */
public record Symptoms(
    double seconds,
    @Nullable DatabaseSymptoms database,
    @Nullable UpdateSymptoms updates,
    @Nullable MissSymptoms misses,
    @Nullable QueueSymptoms queue,
    @Nullable CampaignSymptoms campaigns,
    @Nullable CallSymptoms calls,
    List<ProcessSymptoms> processes,
    List<String> unseen) {

  /** Copies what may be changed. */
  public Symptoms {
    processes = List.copyOf(processes);
    unseen = List.copyOf(unseen);
  }

  /** Returns the share of the machine's processors that is busy, 0 to 1; the busiest machine's. */
  public double busiestMachine() {
    return processes.stream().mapToDouble(ProcessSymptoms::machineBusy).max().orElse(0);
  }
}
