package dev.fieldsync.scenarios.doctor;

import dev.fieldsync.doctor.diagnosis.Bottleneck;
import dev.fieldsync.doctor.diagnosis.Diagnosis;
import dev.fieldsync.doctor.observe.Examination;
import dev.fieldsync.scenarios.scenario.Narrator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the doctor found, as scenarios judge it.
 *
 * @param found all of it
 */
public record Verdict(Examination found) {

  /** Tells people, line by line. */
  public void tell(Narrator narrator) {
    DoctorCommand.text(found).lines().forEach(line -> narrator.say("Doctor: " + line));
  }

  /** Returns the names of what was found, or "nothing". */
  public String names() {
    List<Diagnosis> diagnoses = found.diagnoses();
    return diagnoses.isEmpty()
        ? "nothing"
        : diagnoses.stream()
            .map(each -> each.bottleneck().code())
            .collect(Collectors.joining(", "));
  }

  /** Returns the arithmetic of the first, or nothing. */
  public String arithmetic() {
    return found.diagnoses().isEmpty() ? "" : found.diagnoses().get(0).arithmetic();
  }

  /** Says whether this was found, alone or among others. */
  public boolean names(Bottleneck bottleneck) {
    return found.diagnoses().stream().anyMatch(each -> each.bottleneck() == bottleneck);
  }

  /** Says whether this was found, and nothing else. */
  public boolean isOnly(Bottleneck bottleneck) {
    return found.diagnoses().size() == 1 && found.diagnoses().get(0).bottleneck() == bottleneck;
  }
}
