package dev.fieldsync.doctor.diagnosis;

import dev.fieldsync.doctor.symptom.Symptoms;
import java.util.Optional;

/** Knows one bottleneck. A pure function. */
interface Rule {

  /** Returns what it finds; empty when its bottleneck is not there or cannot be seen. */
  Optional<Diagnosis> examine(Symptoms symptoms);
}
