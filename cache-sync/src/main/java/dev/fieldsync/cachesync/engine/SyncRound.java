package dev.fieldsync.cachesync.engine;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import java.util.random.RandomGenerator;

/**
 * A forced synchronization of one group with every peer that was connected when it began. A peer
 * with which nothing moves is asked again, later each time. For one thread.
 */
final class SyncRound {

  private final int retries;
  private final Consumer<String> ask;
  private final ToLongFunction<String> progressAt;
  private final Set<String> awaited = new TreeSet<>();
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private int failures;
  private long askedAt;
  private long nextAt;

  SyncRound(int retries, Consumer<String> ask, ToLongFunction<String> progressAt) {
    this.retries = retries;
    this.ask = ask;
    this.progressAt = progressAt;
  }

  static SyncRound done() {
    SyncRound round = new SyncRound(0, peer -> {}, peer -> 0);
    round.done.complete(null);
    return round;
  }

  void await(String peer) {
    awaited.add(peer);
  }

  void begin(long now, RandomGenerator random) {
    askAll(now, random);
  }

  void inSync(String peer) {
    if (awaited.remove(peer) && awaited.isEmpty()) {
      done.complete(null);
    }
  }

  void tick(long now, RandomGenerator random) {
    if (done.isDone() || now < nextAt) {
      return;
    }
    boolean progress = awaited.stream().anyMatch(peer -> progressAt.applyAsLong(peer) >= askedAt);
    failures = progress ? 0 : failures + 1;
    if (failures > retries) {
      done.completeExceptionally(new SyncIncompleteException(awaited));
    } else {
      askAll(now, random);
    }
  }

  private void askAll(long now, RandomGenerator random) {
    if (awaited.isEmpty()) {
      done.complete(null);
      return;
    }
    awaited.forEach(ask);
    askedAt = now;
    nextAt = now + Backoff.millis(failures + 2, random);
  }

  void endWith(SyncRound next) {
    if (!done.isDone()) {
      var unused =
          next.done.whenComplete(
              (result, error) -> {
                if (error == null) {
                  done.complete(null);
                } else {
                  done.completeExceptionally(error);
                }
              });
    }
  }

  CompletableFuture<Void> future() {
    return done;
  }
}
