package dev.fieldsync.gateway.template;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fieldsync.gateway.events.TemplateEventListener;
import dev.fieldsync.shared.update.TemplateEvent;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Templates for reading. What was acknowledged to anyone before a read begins, that read returns,
 * or something later; the cache only makes it fast. Thread-safe.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public class Templates implements TemplateEventListener {

  /** So that a few hundred callers at once do not take the whole memory. */
  private static final long MAX_PAGE_BYTES = 2L * 1024 * 1024;

  private final TemplateTable table;
  private final TemplateCache cache;
  private final TemplateReads reads;
  private final TemplateRefresh refresh;
  private final CacheStatistics statistics;
  private final Cache<UUID, String> owners;

  Templates(
      TemplateTable table,
      TemplateCache cache,
      TemplateReads reads,
      TemplateRefresh refresh,
      CacheStatistics statistics,
      TemplateCacheProperties properties) {
    this.table = table;
    this.cache = cache;
    this.reads = reads;
    this.refresh = refresh;
    this.statistics = statistics;
    this.owners = Caffeine.newBuilder().maximumSize(properties.maxOwners()).build();
  }

  /**
   * A template that was read.
   *
   * @param body the template
   * @param hit whether it came out of the cache
   */
  public record Read(TemplateBody body, boolean hit) {}

  /** Returns a template of an organization; one of another organization does not exist for it. */
  public Optional<Read> find(UUID id, String organizationId) {
    Optional<TemplateReads.Result> result = reads.read(id);
    result.ifPresentOrElse(statistics::read, statistics::readAbsent);
    wanted(id);
    return result
        .map(found -> new Read(found.stored().body(), found.hit()))
        .filter(read -> read.body().organizationId().equals(organizationId));
  }

  /** Returns a template that was current within this time, or else one that is current. */
  Optional<Read> find(UUID id, String organizationId, Duration maxStale) {
    CachedTemplate entry = maxStale.isZero() ? null : cache.find(id);
    if (entry == null || !cache.mayServeUnchecked(id, entry, maxStale.toNanos())) {
      return find(id, organizationId);
    }
    statistics.readUnchecked();
    entry.wanted();
    return Optional.of(new Read(entry.stored().body(), true))
        .filter(read -> read.body().organizationId().equals(organizationId));
  }

  /** Returns a page of an organization's templates, always from the database. */
  TemplateTable.Page page(String organizationId, UUID after, int limit) {
    return table.page(organizationId, after, limit, MAX_PAGE_BYTES);
  }

  /** Says whether an organization has this template; a template never changes hands. */
  public boolean belongsTo(UUID id, String organizationId) {
    String owner = owners.get(id, absent -> table.owner(absent).orElse(null));
    return organizationId.equals(owner);
  }

  @Override
  public void onEvent(TemplateEvent event) {
    Long revision = event.revision();
    if (revision != null) {
      cache.hear(event.templateId(), revision);
      refresh.maybeRefresh(event.templateId());
    }
  }

  @Override
  public void onUnreadable(UUID templateId) {
    cache.hearOfChange(templateId);
    refresh.maybeRefresh(templateId);
  }

  @Override
  public void onGap() {
    cache.distrust();
  }

  private void wanted(UUID id) {
    CachedTemplate entry = cache.find(id);
    if (entry != null) {
      entry.wanted();
    }
  }
}
