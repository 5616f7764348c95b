package dev.fieldsync.gateway.template;

import dev.fieldsync.gateway.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Many callers share one query at a time. Who finds none under way runs it, alone; who comes
 * meanwhile waits for the next one, never joining one that was sent before. So an answer always
 * describes a moment after its caller came, as in etcd's {@code linearizableReadLoop}.
 *
 * <p>The one whose query has ended hands over to the first of those who wait, who runs the query
 * for all of them: without load nobody changes threads, under load batches form by themselves.
 * Thread-safe; bounded in keys per query, in callers that wait, and in how long they do.
 */
final class Rounds<K, V> {

  private final Query<K, V> query;
  private final Limits limits;
  private final LongSupplier nanoTime;

  private final ReentrantLock lock = new ReentrantLock();

  /** Guarded by the lock, as is the next. */
  private final Queue<Waiter<K, V>> waiting = new ArrayDeque<>();

  private boolean underWay;

  Rounds(Query<K, V> query, Limits limits, LongSupplier nanoTime) {
    this.query = query;
    this.limits = limits;
    this.nanoTime = nanoTime;
  }

  /** What is asked; keys without a value are missing in the result. */
  interface Query<K, V> {
    Map<K, V> run(Set<K> keys);
  }

  /**
   * The bounds.
   *
   * @param keys in one query
   * @param waiting callers; more get a 503
   * @param patience how long a caller waits before it gets a 503
   */
  record Limits(int keys, int waiting, Duration patience) {}

  /**
   * An answer.
   *
   * @param value absent when there is none
   * @param begun monotonic time in nanoseconds, taken before the query was sent and after its
   *     caller came
   */
  record Answer<V>(@Nullable V value, long begun) {}

  /** Asks a query that begins after this call. */
  Answer<V> ask(K key) {
    return ask(key, () -> null);
  }

  /**
   * Asks a query that begins after this call, unless the answer is known before it is sent.
   *
   * @param known looked at when the caller's turn comes; must not block
   * @throws ProblemException 503 when it takes too long or too many wait
   * @throws RuntimeException what the query threw, to everybody it was for
   */
  Answer<V> ask(K key, Supplier<@Nullable Answer<V>> known) {
    Waiter<K, V> caller = new Waiter<>(key, known);
    if (isFirst(caller)) {
      return run(caller);
    }
    return caller.await(limits.patience()).orElseGet(() -> run(caller));
  }

  /** Returns how many callers wait for the next query. */
  int waiting() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  private boolean isFirst(Waiter<K, V> caller) {
    lock.lock();
    try {
      if (!underWay) {
        underWay = true;
        return true;
      }
      if (waiting.size() >= limits.waiting()) {
        waiting.removeIf(Waiter::isSettled);
      }
      if (waiting.size() >= limits.waiting()) {
        throw ProblemException.of(
            HttpStatus.SERVICE_UNAVAILABLE,
            "TooManyReads",
            "Too many reads are waiting for the database. Try again in a second.");
      }
      waiting.add(caller);
      return false;
    } finally {
      lock.unlock();
    }
  }

  private Answer<V> run(Waiter<K, V> leader) {
    List<Waiter<K, V>> members = new ArrayList<>();
    members.add(leader);
    Map<K, V> found;
    long begun;
    try {
      takeWaiting(members);
      members.removeIf(Waiter::settleIfKnown);
      begun = nanoTime.getAsLong();
      found = members.isEmpty() ? Map.of() : query.run(keys(members));
    } catch (RuntimeException | Error e) {
      handOver();
      members.forEach(member -> member.fail(e));
      throw e;
    }
    // Before the answers: the next round is on its way while these are given.
    handOver();
    for (Waiter<K, V> member : members) {
      member.answer(new Answer<>(found.get(member.key()), begun));
    }
    return leader.answered();
  }

  private void takeWaiting(List<Waiter<K, V>> members) {
    Set<K> keys = new HashSet<>(keys(members));
    lock.lock();
    try {
      for (Waiter<K, V> next = waiting.peek(); next != null; next = waiting.peek()) {
        if (keys.size() == limits.keys() && !keys.contains(next.key())) {
          return;
        }
        waiting.remove();
        if (!next.isSettled()) {
          keys.add(next.key());
          members.add(next);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private void handOver() {
    lock.lock();
    try {
      Waiter<K, V> next = waiting.poll();
      while (next != null && !next.lead()) {
        next = waiting.poll();
      }
      underWay = next != null;
    } finally {
      lock.unlock();
    }
  }

  private static <K, V> Set<K> keys(List<Waiter<K, V>> members) {
    Set<K> keys = new HashSet<>();
    members.forEach(member -> keys.add(member.key()));
    return keys;
  }
}
