package dev.fieldsync.scenarios.bench.latency;

/** Who is measured. */
enum SideName {
  /** The gateway and the worker. */
  FIELDSYNC,
  /** The Spring Data JPA service. */
  JPA
}
