package dev.fieldsync.doctor.diagnosis;

import dev.fieldsync.doctor.symptom.QueueSymptoms;
import dev.fieldsync.doctor.symptom.Symptoms;
import java.util.List;
import java.util.Optional;

/** One rebalance is a deployment; several within seconds are a fault. */
final class Rebalances implements Rule {

  private static final int CHANGES = 2;

  @Override
  public Optional<Diagnosis> examine(Symptoms symptoms) {
    QueueSymptoms queue = symptoms.queue();
    if (queue == null || queue.rebalances() < CHANGES || queue.lag() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Diagnosis(
            Bottleneck.REBALANCES,
            "Partitions move about instead of being read.",
            List.of(
                Text.of(
                    "the members of group %s changed %d times in %.0f s, now %d",
                    queue.group(), queue.rebalances(), symptoms.seconds(), queue.members()),
                Text.of(
                    "%d records wait, %s more each second",
                    queue.lag(), Text.number(queue.lagGrowthPerSecond()))),
            Text.of(
                "a change each %.1f s, and after each the moving partitions stand still for up to a"
                    + " heartbeat",
                symptoms.seconds() / queue.rebalances()),
            "Look why consumers leave: processes that are killed or start again and again, polls"
                + " that take longer than max.poll.interval.ms, an autoscaler that cannot make up"
                + " its mind."));
  }
}
