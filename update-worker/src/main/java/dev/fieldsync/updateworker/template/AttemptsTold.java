package dev.fieldsync.updateworker.template;

import dev.fieldsync.shared.kafka.ToldAttempts;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which failed attempts of one poll's updates are in the event log already. The outcome's record
 * says it too, so that nobody is told of an attempt twice. Thread-safe.
 */
final class AttemptsTold {

  private final Map<UUID, Integer> told = new ConcurrentHashMap<>();
  private final Set<UUID> decided = ConcurrentHashMap.newKeySet();

  /** Says whether it still makes sense to tell of an attempt: its outcome is not published yet. */
  boolean maybeTell(UUID updateId) {
    return !decided.contains(updateId);
  }

  /** The brokers have an attempt. One after a gap does not count: the outcome tells it then. */
  void confirm(UUID updateId, int attempt) {
    told.compute(
        updateId,
        (id, before) -> {
          int last = before == null ? 0 : before;
          return attempt == last + 1 ? attempt : last;
        });
  }

  /** Returns what was told of an update whose outcome is about to be published. */
  ToldAttempts decided(UUID updateId) {
    decided.add(updateId);
    return new ToldAttempts(told.getOrDefault(updateId, 0));
  }
}
