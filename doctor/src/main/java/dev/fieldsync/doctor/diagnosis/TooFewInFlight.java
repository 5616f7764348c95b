package dev.fieldsync.doctor.diagnosis;

import dev.fieldsync.doctor.symptom.CallSymptoms;
import dev.fieldsync.doctor.symptom.DatabaseSymptoms;
import dev.fieldsync.doctor.symptom.Symptoms;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The workers wait for answers and could have asked for more meanwhile. */
final class TooFewInFlight implements Rule {

  @Override
  public Optional<Diagnosis> examine(Symptoms symptoms) {
    CallCapacity capacity = CallCapacity.exhausted(symptoms);
    return capacity != null && capacity.isRemediedBySettings()
        ? Optional.of(diagnosis(capacity, symptoms.database()))
        : Optional.empty();
  }

  private static Diagnosis diagnosis(
      CallCapacity capacity, @org.jspecify.annotations.Nullable DatabaseSymptoms database) {
    CallSymptoms calls = capacity.calls();
    List<String> evidence = new ArrayList<>();
    evidence.add(
        Text.of(
            "%s of %s possible calls of %s are open, %s each",
            Text.number(calls.inFlight()),
            Text.number(calls.maxInFlight()),
            calls.provider(),
            Text.seconds(calls.meanSeconds())));
    if (calls.maxPerSecond() > 0) {
      evidence.add(Text.of("it allows %s calls/s", Text.number(calls.maxPerSecond())));
    }
    if (database != null) {
      evidence.add(
          Text.of("the database is idle: %s active sessions", Text.number(database.active())));
    }
    double perWorker = Math.ceil(capacity.reachable() / Math.max(1, calls.workers()));
    return new Diagnosis(
        Bottleneck.TOO_FEW_IN_FLIGHT,
        "Too few calls are open at once.",
        evidence,
        Text.of(
            "%s calls in flight / %s = %s/s; %s in flight would make %s/s",
            Text.number(calls.maxInFlight()),
            Text.seconds(calls.meanSeconds()),
            Text.number(calls.maxInFlight() / calls.meanSeconds()),
            Text.number(capacity.reachable()),
            Text.number(capacity.reachable() / calls.meanSeconds())),
        Text.of(
            "Raise fieldsync.campaign-worker.max-in-flight so that all workers together have %s, %s"
                + " for each of the %d.",
            Text.number(capacity.reachable()), Text.number(perWorker), calls.workers()));
  }
}
