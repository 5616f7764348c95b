package dev.fieldsync.doctor.diagnosis;

import dev.fieldsync.doctor.symptom.CampaignSymptoms;
import dev.fieldsync.doctor.symptom.MissSymptoms;
import dev.fieldsync.doctor.symptom.Symptoms;
import dev.fieldsync.doctor.symptom.UpdateSymptoms;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Much of the work is done in vain, of updates or of jobs. */
final class RetryStorm implements Rule {

  private static final double ATTEMPTS = 1.5;
  private static final double UPDATES_PER_SECOND = 1;
  private static final double FAILED = 0.3;

  /** Two in ten seconds: a provider whose circuit is open is called now and then only. */
  private static final double FAILED_PER_SECOND = 0.2;

  /** Fewer attempts than this beside jobs that are ready are held back by the open circuit. */
  private static final double HELD_BACK_PER_SECOND = 1;

  @Override
  public Optional<Diagnosis> examine(Symptoms symptoms) {
    UpdateSymptoms updates = symptoms.updates();
    if (updates != null
        && updates.perSecond() >= UPDATES_PER_SECOND
        && updates.attemptsEach() >= ATTEMPTS) {
      return Optional.of(ofUpdates(updates, symptoms.misses()));
    }
    CampaignSymptoms campaigns = symptoms.campaigns();
    if (campaigns == null) {
      return Optional.empty();
    }
    double ended = campaigns.failedPerSecond() + campaigns.passedPerSecond();
    return campaigns.failedPerSecond() >= FAILED_PER_SECOND
            && campaigns.failedPerSecond() >= FAILED * ended
        ? Optional.of(ofJobs(campaigns, ended))
        : Optional.empty();
  }

  private static Diagnosis ofUpdates(UpdateSymptoms updates, @Nullable MissSymptoms misses) {
    List<String> evidence = new ArrayList<>();
    evidence.add(
        Text.of(
            "%s attempts for each of %s updates/s",
            Text.of("%.1f", updates.attemptsEach()), Text.number(updates.perSecond())));
    if (misses != null) {
      evidence.add(
          Text.of(
              "%s attempts/s found that another writer had been faster, %s/s met an error of the"
                  + " database",
              Text.number(misses.versionMissesPerSecond()),
              Text.number(misses.databaseErrorsPerSecond())));
    }
    return new Diagnosis(
        Bottleneck.RETRY_STORM,
        "Updates are tried again and again.",
        evidence,
        Text.of(
            "%s of all attempts are in vain",
            Text.percent(1 - 1 / Math.max(1, updates.attemptsEach()))),
        misses == null || misses.isMostlyOfVersions()
            ? "Another writer changes the same rows: a legacy client, a script, a job. Find it in"
                + " the history, where versions follow a foreign write, and let it use the API."
            : "The database does not let the workers' transactions through. The warnings in their"
                + " log say why: a lock that somebody holds for long, deadlocks, lost connections.");
  }

  private static Diagnosis ofJobs(CampaignSymptoms campaigns, double ended) {
    List<String> evidence = new ArrayList<>();
    evidence.add(
        Text.of(
            "%s attempts/s fail, %s/s succeed",
            Text.number(campaigns.failedPerSecond()), Text.number(campaigns.passedPerSecond())));
    evidence.add("most often: " + campaigns.failureReason());
    if (campaigns.ready() > 0 && ended < HELD_BACK_PER_SECOND) {
      evidence.add(
          Text.of(
              "%s jobs are ready and few are begun, as while the circuit to a provider is open",
              campaigns.ready()));
    }
    return new Diagnosis(
        Bottleneck.RETRY_STORM,
        "Jobs fail and come back.",
        evidence,
        Text.of(
            "%s of all attempts are in vain, and each is made again later",
            Text.percent(campaigns.failedPerSecond() / ended)),
        "Look what the reason says. Pause the campaign until the provider is well; no attempt is"
            + " spent while it is paused.");
  }
}
