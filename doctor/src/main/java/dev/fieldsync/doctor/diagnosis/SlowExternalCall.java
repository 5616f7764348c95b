package dev.fieldsync.doctor.diagnosis;

import dev.fieldsync.doctor.symptom.CallSymptoms;
import dev.fieldsync.doctor.symptom.Symptoms;
import java.util.List;
import java.util.Optional;

/** All connections to the provider are open and wait for its answers. */
final class SlowExternalCall implements Rule {

  @Override
  public Optional<Diagnosis> examine(Symptoms symptoms) {
    CallCapacity capacity = CallCapacity.exhausted(symptoms);
    return capacity != null && !capacity.isRemediedBySettings()
        ? Optional.of(diagnosis(capacity))
        : Optional.empty();
  }

  private static Diagnosis diagnosis(CallCapacity capacity) {
    CallSymptoms calls = capacity.calls();
    String needed =
        Double.isInfinite(capacity.needed())
            ? "it sets no limit that could be reached"
            : Text.of(
                "%s/s, its limit, would take %s open calls",
                Text.number(calls.maxPerSecond()), Text.number(capacity.needed()));
    return new Diagnosis(
        Bottleneck.SLOW_EXTERNAL_CALL,
        calls.provider() + " is slow.",
        List.of(
            Text.of("a call of %s takes %s", calls.provider(), Text.seconds(calls.meanSeconds())),
            Text.of(
                "%s of %s connections of %d workers wait for its answers",
                Text.number(calls.inFlight()),
                Text.number(calls.maxConnections()),
                calls.workers())),
        Text.of(
            "%s open calls / %s = %s/s; %s",
            Text.number(calls.inFlight()),
            Text.seconds(calls.meanSeconds()),
            Text.number(calls.inFlight() / calls.meanSeconds()),
            needed),
        "Ask the provider why it is slow. More workers, or a larger max-in-flight of the provider,"
            + " only open more calls that wait.");
  }
}
