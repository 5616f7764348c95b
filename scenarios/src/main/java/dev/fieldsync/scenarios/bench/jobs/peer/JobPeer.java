package dev.fieldsync.scenarios.bench.jobs.peer;

/** A way to run jobs that the benchmark compares. Called by one thread. */
public interface JobPeer extends AutoCloseable {

  /** Creates jobs 0 to {@code jobs} - 1, to be run at once; nobody works yet. */
  void create(int jobs);

  /** Begins to work. */
  void start();

  /** Works no more; returns when the last job has ended. */
  void stop();

  @Override
  void close();
}
