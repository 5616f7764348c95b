package dev.fieldsync.gateway.doctor;

import dev.fieldsync.doctor.diagnosis.Diagnosis;
import dev.fieldsync.doctor.observe.Examination;
import dev.fieldsync.doctor.symptom.Symptoms;
import java.time.Instant;
import java.util.List;

/**
 * What a look at the system found.
 *
 * @param node the gateway that looked
 * @param at when it had looked (its clock)
 * @param seconds for how long
 * @param healthy whether nothing holds the system up, as far as can be seen
 * @param diagnoses what does
 * @param unseen what could not be seen, and why
 * @param symptoms all numbers
 */
record Checkup(
    String node,
    Instant at,
    double seconds,
    boolean healthy,
    List<Diagnosis> diagnoses,
    List<String> unseen,
    Symptoms symptoms) {

  static Checkup of(String node, Instant at, Examination found) {
    Symptoms symptoms = found.symptoms();
    return new Checkup(
        node,
        at,
        symptoms.seconds(),
        found.diagnoses().isEmpty(),
        found.diagnoses(),
        symptoms.unseen(),
        symptoms);
  }
}
