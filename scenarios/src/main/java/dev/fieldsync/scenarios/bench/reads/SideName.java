package dev.fieldsync.scenarios.bench.reads;

import java.util.Locale;

/** Who is measured. */
enum SideName {
  /** The gateway, which checks the version of what it has cached. */
  FIELDSYNC,
  /** The gateway, told that what it checked within ten seconds is good enough. */
  MAX_STALE,
  /** An endpoint that answers the same bytes from a Caffeine cache. */
  CAFFEINE,
  /** An endpoint that reads the row from the database each time. */
  DIRECT;

  String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
