package dev.fieldsync.scenarios.bench.templates;

import java.util.Locale;

/** Who is measured. */
enum SideName {
  /** The gateway and the worker. */
  FIELDSYNC,
  /** The Spring Data JPA service. */
  JPA,
  /** PostgreSQL alone, driven by pgbench. */
  PGBENCH;

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
