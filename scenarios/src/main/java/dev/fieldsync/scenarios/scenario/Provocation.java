package dev.fieldsync.scenarios.scenario;

import dev.fieldsync.doctor.diagnosis.Bottleneck;

/** A scenario that brings a bottleneck about, for the doctor to name it and nothing else. */
public interface Provocation extends Scenario {

  /** Returns what the doctor has to name. */
  Bottleneck bottleneck();
}
