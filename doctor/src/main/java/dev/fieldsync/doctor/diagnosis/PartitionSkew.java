package dev.fieldsync.doctor.diagnosis;

import dev.fieldsync.doctor.symptom.QueueSymptoms;
import dev.fieldsync.doctor.symptom.Symptoms;
import dev.fieldsync.doctor.symptom.UpdateSymptoms;
import java.util.List;
import java.util.Optional;

/** Several keys that happen to share a partition. */
final class PartitionSkew implements Rule {

  private static final double SHARE = 0.6;
  private static final double ONE_KEY = 0.5;
  private static final long LAG = 50;

  @Override
  public Optional<Diagnosis> examine(Symptoms symptoms) {
    QueueSymptoms queue = symptoms.queue();
    UpdateSymptoms updates = symptoms.updates();
    if (queue == null || queue.lag() < LAG || queue.largestPartitionShare() < SHARE) {
      return Optional.empty();
    }
    if (updates != null && updates.hottestShare() >= ONE_KEY) {
      return Optional.empty();
    }
    return Optional.of(
        new Diagnosis(
            Bottleneck.PARTITION_SKEW,
            "Most of what waits is in one partition.",
            List.of(
                Text.of(
                    "%s of the %d waiting records are in partition %d",
                    Text.percent(queue.largestPartitionShare()),
                    queue.lag(),
                    queue.largestPartition()),
                updates == null
                    ? "which templates it is about could not be seen"
                    : Text.of(
                        "no template is the reason: the most frequent has %s of the updates",
                        Text.percent(updates.hottestShare()))),
            "a partition is read by one thread, so the other threads have nothing to do",
            "Some keys share a partition by chance; a topic with more partitions, made anew while"
                + " nothing is queued, divides them."));
  }
}
