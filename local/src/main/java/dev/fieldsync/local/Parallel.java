package dev.fieldsync.local;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Does things that do not depend on each other at the same time. */
final class Parallel {

  private Parallel() {}

  /** Runs all tasks to their end; if some fail, throws what the first of them threw. */
  static void run(Runnable... tasks) {
    ExecutorService threads = Executors.newFixedThreadPool(tasks.length);
    try {
      List<Callable<Object>> calls = Stream.of(tasks).map(Executors::callable).toList();
      for (Future<Object> task : threads.invokeAll(calls)) {
        task.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while starting", e);
    } finally {
      threads.shutdown();
    }
  }
}
