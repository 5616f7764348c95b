package dev.fieldsync.scenarios.process;

import org.jspecify.annotations.Nullable;

/** A scenario cannot go on; the message tells the user why and what to do. */
public final class ScenarioFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Makes a failure that has no other cause. */
  public ScenarioFailure(String message) {
    super(message);
  }

  /** Makes a failure that something else caused. */
  public ScenarioFailure(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
