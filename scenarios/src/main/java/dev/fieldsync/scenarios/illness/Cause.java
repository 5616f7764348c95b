package dev.fieldsync.scenarios.illness;

import dev.fieldsync.scenarios.scenario.Findings;

/** Makes a system ill from when it is made until it is closed. */
public interface Cause extends AutoCloseable {

  /** Adds what the system has to have borne, once the cause is gone. */
  default void judge(Findings.Builder findings) {}

  /** Takes the cause away; once. */
  @Override
  void close();
}
