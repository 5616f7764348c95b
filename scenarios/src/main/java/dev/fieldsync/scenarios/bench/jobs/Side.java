package dev.fieldsync.scenarios.bench.jobs;

import java.util.Set;

/** One way to run jobs, ready to be measured. Not thread-safe. */
interface Side extends AutoCloseable {

  SideName name();

  /** Returns the processes that work for it, the database's included, as the meter calls them. */
  Set<String> processes();

  /** Does what does not count as creating jobs. */
  void prepare(int jobs);

  /**
   * Creates the jobs; returns when all are committed. None is worked on before {@link #start()}.
   */
  void create();

  /** Begins to work on them. */
  void start();

  /** Says whether a job has been begun; cheap. */
  boolean hasBegun();

  /**
   * Returns how many jobs are not yet completed, or about as many; 0 only when the database has
   * nothing left to do. Cheap as long as there are many.
   */
  long unfinished();

  /** Works no more. */
  void stop();

  /** Returns how many of the jobs were not executed exactly once. */
  long notOnce();

  /** Vacuums and analyzes its tables, so that nobody is surprised by that while measured. */
  void tidy();

  @Override
  void close();
}
