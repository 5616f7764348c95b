package dev.fieldsync.gateway.template;

import java.util.Optional;
import java.util.UUID;

/**
 * Reads that are never stale: each takes part in a check of its row's state that is sent after it
 * began, and gets the cached template only when that is still the one. Thread-safe.
 *
 * <p>The check must see what was acknowledged: the connection has to lead to the primary server,
 * where a commit is visible before anybody can be told of it.
 */
final class TemplateReads {

  private final Rounds<UUID, RowVersion> checks;
  private final TemplateCache cache;
  private final TemplateLoads loads;

  TemplateReads(Rounds<UUID, RowVersion> checks, TemplateCache cache, TemplateLoads loads) {
    this.checks = checks;
    this.cache = cache;
    this.loads = loads;
  }

  /**
   * A template that was read.
   *
   * @param stored as it was at some moment after the read began
   * @param hit whether it was in memory
   */
  record Result(StoredTemplate stored, boolean hit) {}

  /** Reads a template; empty when there is none. */
  Optional<Result> read(UUID id) {
    Rounds.Answer<RowVersion> check = checks.ask(id);
    RowVersion current = check.value();
    if (current == null) {
      cache.remove(id, check.begun());
      return Optional.empty();
    }
    CachedTemplate entry = cache.find(id);
    if (entry != null && entry.is(current)) {
      entry.validatedAt(check.begun());
      return Optional.of(new Result(entry.stored(), true));
    }
    // Loaded by a query that was sent after ours: what it saw is not older than what we saw.
    if (entry != null && entry.begun() - check.begun() > 0) {
      return Optional.of(new Result(entry.stored(), true));
    }
    if (entry != null) {
      cache.hear(id, current);
    }
    return loads.load(id, current).map(stored -> new Result(stored, false));
  }

  /** Returns the state of a row now; empty when there is none. */
  Optional<RowVersion> version(UUID id) {
    return Optional.ofNullable(checks.ask(id).value());
  }
}
