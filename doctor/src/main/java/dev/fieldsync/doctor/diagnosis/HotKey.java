package dev.fieldsync.doctor.diagnosis;

import dev.fieldsync.doctor.symptom.QueueSymptoms;
import dev.fieldsync.doctor.symptom.Symptoms;
import dev.fieldsync.doctor.symptom.UpdateSymptoms;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One template's updates are applied one after the other, by one thread. */
final class HotKey implements Rule {

  private static final double SHARE = 0.5;
  private static final double PER_SECOND = 5;

  /** What updates wait at least, so that it is worth a word. */
  private static final double WAIT_SECONDS = 0.5;

  @Override
  public Optional<Diagnosis> examine(Symptoms symptoms) {
    UpdateSymptoms updates = symptoms.updates();
    if (updates == null
        || updates.hottestShare() < SHARE
        || updates.perSecond() < PER_SECOND
        || updates.meanSeconds() < WAIT_SECONDS) {
      return Optional.empty();
    }
    List<String> evidence = new ArrayList<>();
    evidence.add(
        Text.of(
            "%s of %s updates/s are about template %s",
            Text.percent(updates.hottestShare()),
            Text.number(updates.perSecond()),
            updates.hottest()));
    evidence.add(
        Text.of("an update waits %s until it is applied", Text.seconds(updates.meanSeconds())));
    QueueSymptoms queue = symptoms.queue();
    if (queue != null && queue.lag() > 0) {
      evidence.add(
          Text.of(
              "%s of the %d waiting records are in partition %d",
              Text.percent(queue.largestPartitionShare()), queue.lag(), queue.largestPartition()));
    }
    return Optional.of(
        new Diagnosis(
            Bottleneck.HOT_KEY,
            "Most updates are about one template.",
            evidence,
            Text.of(
                "one template, one partition, one thread: %s updates/s is what one thread does,"
                    + " more workers change nothing",
                Text.number(updates.perSecond() * updates.hottestShare())),
            "Find who writes it so often and let them write less, larger changes; or divide the"
                + " template."));
  }
}
