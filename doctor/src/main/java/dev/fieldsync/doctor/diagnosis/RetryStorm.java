package dev.fieldsync.doctor.diagnosis;

import dev.fieldsync.doctor.symptom.CampaignSymptoms;
import dev.fieldsync.doctor.symptom.Symptoms;
import dev.fieldsync.doctor.symptom.UpdateSymptoms;
import java.util.List;
import java.util.Optional;

/** Much of the work is done in vain, of updates or of jobs. */
final class RetryStorm implements Rule {

  private static final double ATTEMPTS = 1.5;
  private static final double UPDATES_PER_SECOND = 1;
  private static final double FAILED = 0.3;
  private static final double FAILED_PER_SECOND = 1;

  @Override
  public Optional<Diagnosis> examine(Symptoms symptoms) {
    UpdateSymptoms updates = symptoms.updates();
    if (updates != null
        && updates.perSecond() >= UPDATES_PER_SECOND
        && updates.attemptsEach() >= ATTEMPTS) {
      return Optional.of(ofUpdates(updates));
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

  private static Diagnosis ofUpdates(UpdateSymptoms updates) {
    return new Diagnosis(
        Bottleneck.RETRY_STORM,
        "Updates are tried again and again.",
        List.of(
            Text.of(
                "%s attempts for each of %s updates/s",
                Text.of("%.1f", updates.attemptsEach()), Text.number(updates.perSecond()))),
        Text.of(
            "%s of all attempts are in vain",
            Text.percent(1 - 1 / Math.max(1, updates.attemptsEach()))),
        "Another writer changes the same rows: a legacy client, a script, a job. Find it in the"
            + " history, where versions follow a foreign write, and let it use the API.");
  }

  private static Diagnosis ofJobs(CampaignSymptoms campaigns, double ended) {
    return new Diagnosis(
        Bottleneck.RETRY_STORM,
        "Jobs fail and come back.",
        List.of(
            Text.of(
                "%s attempts/s fail, %s/s succeed",
                Text.number(campaigns.failedPerSecond()), Text.number(campaigns.passedPerSecond())),
            "most often: " + campaigns.failureReason()),
        Text.of(
            "%s of all attempts are in vain, and each is made again later",
            Text.percent(campaigns.failedPerSecond() / ended)),
        "Look what the reason says. Pause the campaign until the provider is well; no attempt is"
            + " spent while it is paused.");
  }
}
