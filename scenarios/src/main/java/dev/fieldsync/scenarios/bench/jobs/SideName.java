package dev.fieldsync.scenarios.bench.jobs;

import java.util.Locale;

/** Who is measured. */
enum SideName {
  /** Campaigns: the gateway and campaign-workers. */
  FIELDSYNC,
  /** db-scheduler, Java. */
  DB_SCHEDULER,
  /** JobRunr, Java. */
  JOBRUNR,
  /** graphile-worker, Node. */
  GRAPHILE_WORKER,
  /** pg-boss, Node. */
  PG_BOSS;

  String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
