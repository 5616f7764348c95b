package dev.fieldsync.gateway.template;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Looks at what this gateway's cache holds of a template, beside what a read gets now. Is no read
 * in the statistics and keeps nothing warm. Thread-safe.
 */
@Component
public class CacheInspection {

  private final TemplateCache cache;
  private final TemplateReads reads;
  private final TemplateRefresh refresh;

  CacheInspection(TemplateCache cache, TemplateReads reads, TemplateRefresh refresh) {
    this.cache = cache;
    this.reads = reads;
    this.refresh = refresh;
  }

  /**
   * What is cached of a template, whether it is current or not.
   *
   * @param version as it is stored; null in a row without one
   * @param age since it was loaded
   */
  public record Held(@Nullable String version, Duration age) {}

  /** Returns what is cached of a template, without asking the database. */
  public Optional<Held> held(UUID id) {
    return Optional.ofNullable(cache.find(id))
        .map(entry -> new Held(entry.stored().version().version(), age(entry)));
  }

  /**
   * Hears that a version exists. One that does not costs a miss, nothing else: an entry that a
   * check finds to be the row is served again.
   */
  public void hear(UUID id, long revision) {
    cache.hear(id, revision);
    refresh.maybeRefresh(id);
  }

  /**
   * Has somebody told of every template of which something else is cached or heard, on the thread
   * that does it; it must return at once.
   */
  public void onChange(Consumer<UUID> listener) {
    cache.onChange(listener);
  }

  /**
   * What was found.
   *
   * @param held the cached version as it is stored; null when nothing is cached, and in a row
   *     without one
   * @param age since it was loaded; null when nothing is cached
   * @param served the version that a read gets; null when there is no such template, and in a row
   *     without one
   * @param current whether the cached template is the row as it is
   */
  public record Found(
      @Nullable String held, @Nullable Duration age, @Nullable String served, boolean current) {}

  /** Looks first, then reads, since a read replaces an old entry. */
  public Found look(UUID id) {
    CachedTemplate entry = cache.find(id);
    if (entry == null) {
      String version = reads.version(id).map(RowVersion::version).orElse(null);
      return new Found(null, null, version, false);
    }
    Duration age = age(entry);
    Optional<RowVersion> served = reads.read(id).map(read -> read.stored().version());
    return new Found(
        entry.stored().version().version(),
        age,
        served.map(RowVersion::version).orElse(null),
        served.filter(entry::is).isPresent());
  }

  private static Duration age(CachedTemplate entry) {
    return Duration.ofNanos(System.nanoTime() - entry.loadedAt());
  }
}
