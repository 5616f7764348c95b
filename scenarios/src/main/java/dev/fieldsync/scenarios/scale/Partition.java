package dev.fieldsync.scenarios.scale;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;

/**
 * A partition and the thread that works on it: takes all that waits, at most a poll's worth, and is
 * busy with it for as long as the batch costs; then it takes the next. Times are seconds. Not
 * thread-safe.
 */
final class Partition {

  private static final int MAX_BATCH = 500;

  private final Costs costs;
  private final Served served;
  private final Queue<Waiting> waiting = new ArrayDeque<>();
  private double freeAt;
  private double databaseSeconds;
  private double busySeconds;

  private record Waiting(double at, int template) {}

  /** Hears how long an update took from its arrival to its commit. */
  interface Served {
    void took(double seconds);
  }

  Partition(Costs costs, Served served) {
    this.costs = costs;
    this.served = served;
  }

  /**
   * Takes an update.
   *
   * @param at not before the one before
   * @param slower how many times slower than alone its database is, as others use it too
   */
  void arrive(double at, int template, double slower) {
    workUntil(at, slower);
    waiting.add(new Waiting(at, template));
  }

  /** Does what begins before then. */
  void workUntil(double end, double slower) {
    while (!waiting.isEmpty() && Math.max(freeAt, waiting.element().at()) < end) {
      double begin = Math.max(freeAt, waiting.element().at());
      double seconds = work(begin, slower);
      busySeconds += seconds;
      freeAt = begin + seconds;
    }
  }

  private double work(double begin, double slower) {
    Set<Integer> templates = new HashSet<>();
    Queue<Waiting> batch = new ArrayDeque<>();
    while (!waiting.isEmpty() && waiting.element().at() <= begin && batch.size() < MAX_BATCH) {
      Waiting next = waiting.remove();
      templates.add(next.template());
      batch.add(next);
    }
    double database =
        (costs.templateMs() * templates.size() + costs.updateMs() * batch.size()) / 1e3;
    databaseSeconds += database;
    double seconds =
        costs.commitMs() / 1e3 + database * slower + costs.workerMs() / 1e3 * batch.size();
    batch.forEach(each -> served.took(begin + seconds - each.at()));
    return seconds;
  }

  /** Returns the time that its database has worked for it. */
  double databaseSeconds() {
    return databaseSeconds;
  }

  /** Returns the time for which it was busy. */
  double busySeconds() {
    return busySeconds;
  }

  /** Returns how many updates wait. */
  int waiting() {
    return waiting.size();
  }
}
