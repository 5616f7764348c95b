package dev.fieldsync.gateway.stats;

/** Knows how many updates this gateway has accepted that are not decided yet. Thread-safe. */
public interface ActiveUpdates {

  /** Returns how many, of all organizations. */
  long count();
}
