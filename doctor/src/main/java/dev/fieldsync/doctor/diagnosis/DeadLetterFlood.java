package dev.fieldsync.doctor.diagnosis;

import dev.fieldsync.doctor.symptom.CampaignSymptoms;
import dev.fieldsync.doctor.symptom.Symptoms;
import dev.fieldsync.doctor.symptom.UpdateSymptoms;
import java.util.List;
import java.util.Optional;

/** Updates or jobs that nobody can do anything with, in numbers. */
final class DeadLetterFlood implements Rule {

  private static final double PER_SECOND = 1;
  private static final double SHARE = 0.1;

  @Override
  public Optional<Diagnosis> examine(Symptoms symptoms) {
    UpdateSymptoms updates = symptoms.updates();
    if (updates != null && isFlood(updates.deadLettersPerSecond(), updates.perSecond())) {
      return Optional.of(
          diagnosis(
              "Update requests are put aside.",
              updates.deadLettersPerSecond(),
              updates.perSecond(),
              updates.deadLetterReason(),
              "Look at GET /api/dead-letters, stop whoever sends them, then replay or drop them."));
    }
    CampaignSymptoms campaigns = symptoms.campaigns();
    if (campaigns != null && isFlood(campaigns.deadPerSecond(), campaigns.passedPerSecond())) {
      return Optional.of(
          diagnosis(
              "Jobs are given up.",
              campaigns.deadPerSecond(),
              campaigns.passedPerSecond(),
              campaigns.failureReason(),
              "Look at GET /api/campaigns/{id}/dead-letters, put right what the reason says, then"
                  + " replay or drop them."));
    }
    return Optional.empty();
  }

  private static boolean isFlood(double dead, double done) {
    return dead >= PER_SECOND && dead >= SHARE * (dead + done);
  }

  private static Diagnosis diagnosis(
      String summary, double dead, double done, String reason, String advice) {
    return new Diagnosis(
        Bottleneck.DEAD_LETTER_FLOOD,
        summary,
        List.of(
            Text.of("%s dead letters/s beside %s/s done", Text.number(dead), Text.number(done)),
            "most often: " + reason),
        Text.of("%s of what comes in can never be done", Text.percent(dead / (dead + done))),
        advice);
  }
}
