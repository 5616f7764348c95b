package dev.fieldsync.cachesync.engine;

import dev.fieldsync.cachesync.version.Version;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToLongFunction;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Keys whose latest versions the peers have to be told of, urgent ones first. A key that changes
 * again before it was sent is sent once, so this is never larger than the replica. For one thread.
 */
final class Outbox {

  /** Messages whose outcome is not known; more wait here. */
  private static final int MAX_IN_FLIGHT = 32;

  private final ToIntFunction<String> priority;
  private final int retries;
  private final TreeMap<Integer, Map<String, Waiting>> byPriority = new TreeMap<>();
  private final Map<Long, List<Waiting>> inFlight = new HashMap<>();
  private int size;

  Outbox(ToIntFunction<String> priority, int retries) {
    this.priority = priority;
    this.retries = retries;
  }

  /**
   * A key that waits.
   *
   * @param base the version that the peers have been told of; null when there is none
   * @param failures to send it
   * @param notBefore when it may be sent, in milliseconds
   */
  record Waiting(String key, @Nullable Version base, int failures, long notBefore) {}

  void add(String key, @Nullable Version base) {
    add(new Waiting(key, base, 0, 0));
  }

  private void add(Waiting waiting) {
    Map<String, Waiting> queue =
        byPriority.computeIfAbsent(
            -priority.applyAsInt(waiting.key()), level -> new LinkedHashMap<>());
    if (queue.putIfAbsent(waiting.key(), waiting) == null) {
      size++;
    }
  }

  /** Takes the next ones to send; none while too much is under way. */
  List<Waiting> take(int max, long now) {
    List<Waiting> taken = new ArrayList<>();
    if (size == 0 || inFlight.size() >= MAX_IN_FLIGHT) {
      return taken;
    }
    for (Map<String, Waiting> queue : byPriority.values()) {
      var each = queue.values().iterator();
      while (each.hasNext() && taken.size() < max) {
        Waiting next = each.next();
        if (next.notBefore() <= now) {
          taken.add(next);
          each.remove();
          size--;
        }
      }
    }
    byPriority.values().removeIf(Map::isEmpty);
    return taken;
  }

  void clear() {
    byPriority.clear();
    size = 0;
  }

  void sending(long id, Collection<Waiting> sent) {
    inFlight.put(id, List.copyOf(sent));
  }

  /**
   * Learns what became of a message.
   *
   * @param retryAt when to try again, by the number of failures
   * @return how many keys are given up, and left to the next comparison
   */
  int sent(long id, boolean success, IntToLongFunction retryAt) {
    List<Waiting> message = inFlight.remove(id);
    if (message == null || success) {
      return 0;
    }
    int givenUp = 0;
    for (Waiting waiting : message) {
      if (waiting.failures() >= retries) {
        givenUp++;
      } else {
        // The peers may have missed what it was based on, too.
        add(
            new Waiting(
                waiting.key(),
                null,
                waiting.failures() + 1,
                retryAt.applyAsLong(waiting.failures())));
      }
    }
    return givenUp;
  }

  int size() {
    return size + inFlight.values().stream().mapToInt(List::size).sum();
  }
}
