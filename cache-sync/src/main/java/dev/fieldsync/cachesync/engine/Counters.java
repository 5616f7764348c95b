package dev.fieldsync.cachesync.engine;

/** What happened at a node since it was made. For one thread. */
final class Counters {

  long sentBytes;
  long ahead;
  long full;
  long repaired;
  long damaged;
  long malformed;
  long incompatible;
  long givenUp;
  long impostors;
}
