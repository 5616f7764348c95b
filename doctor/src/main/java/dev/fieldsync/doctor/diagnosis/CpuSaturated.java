package dev.fieldsync.doctor.diagnosis;

import dev.fieldsync.doctor.symptom.ProcessSymptoms;
import dev.fieldsync.doctor.symptom.Symptoms;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Named only when nothing else is: whatever else is wrong can keep processors busy too. */
final class CpuSaturated implements Rule {

  private static final double BUSY = 0.95;

  @Override
  public Optional<Diagnosis> examine(Symptoms symptoms) {
    return symptoms.processes().stream()
        .filter(each -> each.machineBusy() >= BUSY)
        .max(Comparator.comparingDouble(ProcessSymptoms::machineBusy))
        .map(CpuSaturated::diagnosis);
  }

  private static Diagnosis diagnosis(ProcessSymptoms process) {
    return new Diagnosis(
        Bottleneck.CPU_SATURATED,
        "No processor is left.",
        List.of(
            Text.of(
                "the %s processors of the machine of %s are %s busy",
                Text.number(process.processors()),
                process.text(),
                Text.percent(process.machineBusy()))),
        "nothing waits for anything else",
        "Give the service more processors or start more of it on other machines; a profile (--jfr"
            + " of scenarios/run bench) says where they go.");
  }
}
