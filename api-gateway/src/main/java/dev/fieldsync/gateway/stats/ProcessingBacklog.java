package dev.fieldsync.gateway.stats;

import org.jspecify.annotations.Nullable;

/** Knows how many templates wait to be processed in the background. Thread-safe. */
public interface ProcessingBacklog {

  /**
   * Templates of all organizations; each number is {@code null} when it is not known.
   *
   * @param waiting those that wait for their turn or their time
   * @param due those of them whose time has come
   * @param oldestDueMs for how many milliseconds the first of these has been due, {@code null} when
   *     none is
   */
  record Backlog(@Nullable Long waiting, @Nullable Long due, @Nullable Long oldestDueMs) {}

  /** Returns what was so within about the last second. */
  Backlog current();
}
