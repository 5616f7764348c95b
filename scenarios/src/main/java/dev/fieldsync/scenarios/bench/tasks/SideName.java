package dev.fieldsync.scenarios.bench.tasks;

import java.util.Locale;

/** Who is measured. */
enum SideName {
  /** The task-agent, the gateway and the worker. */
  FIELDSYNC,
  /** PouchDB and pouchdb-server. */
  POUCHDB;

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
