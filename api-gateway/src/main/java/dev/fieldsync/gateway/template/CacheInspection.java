package dev.fieldsync.gateway.template;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
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

  CacheInspection(TemplateCache cache, TemplateReads reads) {
    this.cache = cache;
    this.reads = reads;
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
    Duration age = Duration.ofNanos(System.nanoTime() - entry.loadedAt());
    Optional<RowVersion> served = reads.read(id).map(read -> read.stored().version());
    return new Found(
        entry.stored().version().version(),
        age,
        served.map(RowVersion::version).orElse(null),
        served.filter(entry::is).isPresent());
  }
}
