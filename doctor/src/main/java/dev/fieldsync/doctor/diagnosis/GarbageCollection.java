package dev.fieldsync.doctor.diagnosis;

import dev.fieldsync.doctor.symptom.ProcessSymptoms;
import dev.fieldsync.doctor.symptom.Symptoms;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A process that stands still a tenth of the time or more. */
final class GarbageCollection implements Rule {

  private static final double SHARE = 0.1;

  @Override
  public Optional<Diagnosis> examine(Symptoms symptoms) {
    return symptoms.processes().stream()
        .filter(each -> each.collecting() >= SHARE)
        .max(Comparator.comparingDouble(ProcessSymptoms::collecting))
        .map(GarbageCollection::diagnosis);
  }

  private static Diagnosis diagnosis(ProcessSymptoms process) {
    return new Diagnosis(
        Bottleneck.GARBAGE_COLLECTION,
        "A process is busy with its memory.",
        List.of(
            Text.of(
                "%s stands still %s of the time",
                process.text(), Text.percent(process.collecting())),
            Text.of(
                "%s of its heap are in use after a collection",
                Text.percent(process.heapAfterCollection()))),
        Text.of(
            "%s of each second are left for work",
            Text.seconds(1 - Math.min(1, process.collecting()))),
        "Give it a larger heap (-Xmx), or less at once: max-poll-records, max-in-flight, cache"
            + ".max-size.");
  }
}
