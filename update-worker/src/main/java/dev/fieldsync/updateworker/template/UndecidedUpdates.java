package dev.fieldsync.updateworker.template;

import dev.fieldsync.shared.update.Attempt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The updates of one poll that have no outcome yet, by template and in order. Not thread-safe. */
final class UndecidedUpdates {

  private final Map<UUID, List<ReceivedUpdate>> byTemplate = new LinkedHashMap<>();
  private final Map<UUID, List<Attempt>> attempts = new HashMap<>();
  private final AttemptsTold told = new AttemptsTold();
  private final Instant startedAt;
  private int attempt;
  private long delayMs;

  UndecidedUpdates(List<ReceivedUpdate> updates, Instant startedAt) {
    this.startedAt = startedAt;
    for (ReceivedUpdate update : updates) {
      byTemplate.computeIfAbsent(update.templateId(), id -> new ArrayList<>()).add(update);
    }
  }

  Instant startedAt() {
    return startedAt;
  }

  AttemptsTold told() {
    return told;
  }

  boolean isEmpty() {
    return byTemplate.isEmpty();
  }

  /** Returns a copy, so that outcomes may be noted while going through it. */
  List<List<ReceivedUpdate>> byTemplate() {
    return byTemplate.values().stream().map(List::copyOf).toList();
  }

  List<ReceivedUpdate> all() {
    return byTemplate.values().stream().flatMap(Collection::stream).toList();
  }

  /** Says that the next attempt waits this long. */
  void waiting(long milliseconds) {
    delayMs = milliseconds;
  }

  /** Begins the next attempt and returns its number, from 1. */
  int beginAttempt() {
    return ++attempt;
  }

  /** Returns the number of the current attempt. */
  int attempt() {
    return attempt;
  }

  List<Attempt> attemptsEndedWith(UUID templateId, Attempt.Outcome outcome) {
    List<Attempt> all = new ArrayList<>(attempts.getOrDefault(templateId, List.of()));
    if (all.isEmpty() || all.get(all.size() - 1).attempt() < attempt) {
      all.add(new Attempt(attempt, delayMs, outcome));
    }
    return List.copyOf(all);
  }

  /** Returns how the current attempt on a template failed; empty when it was not even tried. */
  Optional<Attempt> failedAttempt(UUID templateId) {
    List<Attempt> all = attempts.getOrDefault(templateId, List.of());
    return all.isEmpty()
        ? Optional.empty()
        : Optional.of(all.get(all.size() - 1)).filter(last -> last.attempt() == attempt);
  }

  /** Notes that these templates were tried in vain in this attempt. */
  void missed(Set<UUID> templateIds, Attempt.Outcome outcome) {
    for (UUID templateId : templateIds) {
      attempts.put(templateId, attemptsEndedWith(templateId, outcome));
    }
  }

  /** Takes decided updates out. */
  void settle(List<Decided> decided) {
    for (Decided each : decided) {
      UUID templateId = each.update().templateId();
      byTemplate.computeIfPresent(
          templateId,
          (id, updates) -> {
            updates.remove(each.update());
            return updates.isEmpty() ? null : updates;
          });
    }
  }

  /** Returns the templates of these updates. */
  static Set<UUID> templatesOf(List<ReceivedUpdate> updates) {
    return updates.stream().map(ReceivedUpdate::templateId).collect(Collectors.toSet());
  }
}
