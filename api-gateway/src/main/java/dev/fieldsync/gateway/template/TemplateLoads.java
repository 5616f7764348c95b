package dev.fieldsync.gateway.template;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Loads whole templates into the cache: one load per template however many want it, several
 * templates in one query. A few lanes, so that a large template does not hold up all others, and so
 * that loads never take all connections. Thread-safe.
 */
final class TemplateLoads {

  private static final int LANES = 3;
  private static final Rounds.Limits LIMITS = new Rounds.Limits(8, 5_000, Duration.ofSeconds(4));

  private final Rows rows;
  private final TemplateCache cache;
  private final CacheStatistics statistics;
  private final LongSupplier nanoTime;
  private final List<Rounds<UUID, StoredTemplate>> lanes;

  TemplateLoads(Rows rows, TemplateCache cache, CacheStatistics statistics, LongSupplier nanoTime) {
    this.rows = rows;
    this.cache = cache;
    this.statistics = statistics;
    this.nanoTime = nanoTime;
    this.lanes =
        Stream.generate(() -> new Rounds<UUID, StoredTemplate>(this::loadAll, LIMITS, nanoTime))
            .limit(LANES)
            .toList();
  }

  /** Where rows come from. */
  interface Rows {
    Map<UUID, StoredTemplate> load(Set<UUID> ids);
  }

  /**
   * Loads a template, unless somebody else has by the time it is our turn.
   *
   * @param current the state of the row that a check of the caller saw
   * @return the template as of then or later; empty when it is gone by now
   */
  Optional<StoredTemplate> load(UUID id, RowVersion current) {
    Rounds.Answer<StoredTemplate> answer = lane(id).ask(id, () -> cached(id, current));
    return Optional.ofNullable(answer.value());
  }

  private Rounds.@Nullable Answer<StoredTemplate> cached(UUID id, RowVersion current) {
    CachedTemplate entry = cache.find(id);
    return entry != null && entry.is(current)
        ? new Rounds.Answer<>(entry.stored(), entry.begun())
        : null;
  }

  private Map<UUID, StoredTemplate> loadAll(Set<UUID> ids) {
    long begun = nanoTime.getAsLong();
    Map<UUID, StoredTemplate> loaded = rows.load(ids);
    loaded.values().forEach(template -> cache.publish(template, begun));
    statistics.loaded(loaded.size());
    return loaded;
  }

  private Rounds<UUID, StoredTemplate> lane(UUID id) {
    return lanes.get(Math.floorMod(id.hashCode(), LANES));
  }
}
