package dev.fieldsync.gateway.template;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fieldsync.gateway.events.TemplateEventListener;
import dev.fieldsync.shared.template.TemplateVersion;
import dev.fieldsync.shared.update.TemplateEvent;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Templates for reading, through a bounded cache. Thread-safe.
 *
 * <p>Stale fills are impossible: a miss puts the unfinished load into the cache, so that concurrent
 * misses wait for it, and an invalidation takes the unfinished load out again; what it then returns
 * is given to those who began before the invalidation and is not kept.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public class Templates implements TemplateEventListener {

  /** Roughly what an entry costs besides its body, in bytes. */
  private static final int ENTRY_OVERHEAD = 300;

  /** So that a few hundred callers at once do not take the whole memory. */
  private static final long MAX_PAGE_BYTES = 2L * 1024 * 1024;

  private final TemplateTable table;
  private final AsyncCache<UUID, TemplateBody> bodies;
  private final Cache<UUID, String> owners;

  Templates(TemplateTable table, TemplateCacheProperties properties) {
    this.table = table;
    this.bodies =
        Caffeine.newBuilder()
            .maximumWeight(properties.maxSize().toBytes())
            .weigher((UUID id, TemplateBody body) -> body.json().length + ENTRY_OVERHEAD)
            .buildAsync();
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
    CompletableFuture<TemplateBody> present = bodies.getIfPresent(id);
    boolean hit = present != null && present.isDone();
    return Optional.ofNullable(join(present == null ? load(id) : present))
        .filter(body -> body.organizationId().equals(organizationId))
        .map(body -> new Read(body, hit));
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

  /** Makes sure that nothing older than a version that somebody was told of is served from here. */
  public void atLeast(UUID id, long revision) {
    bodies.asMap().computeIfPresent(id, (key, body) -> reaches(body, revision) ? body : null);
  }

  @Override
  public void onEvent(TemplateEvent event) {
    Long revision = event.revision();
    if (revision != null) {
      atLeast(event.templateId(), revision);
    }
  }

  @Override
  public void onUnreadable(UUID templateId) {
    bodies.asMap().remove(templateId);
  }

  @Override
  public void onGap() {
    bodies.asMap().clear();
  }

  /** An unfinished load may have read the row before the write; it does not count. */
  private static boolean reaches(CompletableFuture<TemplateBody> body, long revision) {
    return body.isDone()
        && !body.isCompletedExceptionally()
        && TemplateVersion.parse(body.join().version())
            .filter(version -> version.number() >= revision)
            .isPresent();
  }

  private CompletableFuture<TemplateBody> load(UUID id) {
    CompletableFuture<TemplateBody> load = new CompletableFuture<>();
    CompletableFuture<TemplateBody> present = bodies.asMap().putIfAbsent(id, load);
    if (present != null) {
      return present;
    }
    try {
      load.complete(table.find(id).orElse(null));
    } catch (RuntimeException e) {
      load.completeExceptionally(e);
    }
    return load;
  }

  private static TemplateBody join(CompletableFuture<TemplateBody> load) {
    try {
      return load.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
