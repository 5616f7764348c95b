package dev.fieldsync.gateway.template;

import java.util.UUID;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The templates in memory, and what was heard of newer versions. It never says that an entry is
 * current; only a check does. Bounded and thread-safe.
 *
 * <p>A load publishes by comparing: what was heard while it was under way revokes it, and it never
 * takes the place of something newer. Times are monotonic nanoseconds.
 */
class TemplateCache {

  /** Newer than any version: something changed, we do not know to what. */
  private static final long ANY_NEWER = Long.MAX_VALUE;

  private final ConcurrentMap<UUID, CachedTemplate> templates;
  private final ConcurrentMap<UUID, Heard> heard;
  private final LongSupplier nanoTime;
  private volatile long unverifiedUntil;
  private volatile Consumer<UUID> changed = id -> {};

  /**
   * Makes a cache in two maps; what bounds them may drop any entry at any time.
   *
   * @param nanoTime monotonic time
   */
  TemplateCache(
      ConcurrentMap<UUID, CachedTemplate> templates,
      ConcurrentMap<UUID, Heard> heard,
      LongSupplier nanoTime) {
    this.templates = templates;
    this.heard = heard;
    this.nanoTime = nanoTime;
    this.unverifiedUntil = nanoTime.getAsLong();
  }

  /**
   * What was heard of a template.
   *
   * @param revision the highest version's number
   * @param at when
   */
  record Heard(long revision, long at) {}

  /** Has somebody told of every template of which something else is cached or heard. */
  void onChange(Consumer<UUID> listener) {
    changed = changed.andThen(listener);
  }

  @Nullable CachedTemplate find(UUID id) {
    return templates.get(id);
  }

  /**
   * Keeps what was loaded, unless something newer is known.
   *
   * @param begun when its query was about to be sent
   */
  void publish(StoredTemplate loaded, long begun) {
    CachedTemplate entry = new CachedTemplate(loaded, begun, nanoTime.getAsLong());
    templates.compute(
        loaded.body().id(),
        (id, present) ->
            isRevoked(id, entry) || (present != null && !entry.replaces(present))
                ? present
                : entry);
    changed.accept(loaded.body().id());
  }

  /** Hears of a version; what is older is not kept any more, also when its load ends later. */
  void hear(UUID id, long revision) {
    Heard news = new Heard(revision, nanoTime.getAsLong());
    heard.merge(id, news, (old, current) -> later(id, old, current));
    changed.accept(id);
  }

  /** Hears that a template changed, to an unknown version. */
  void hearOfChange(UUID id) {
    hear(id, ANY_NEWER);
  }

  /** Hears that the row was seen in another state than the cached one. */
  void hear(UUID id, RowVersion seen) {
    hear(id, seen.number() == 0 ? ANY_NEWER : seen.number());
  }

  /** Hears that a template is gone, by a check that was sent at this time. */
  void remove(UUID id, long begunCheck) {
    templates.computeIfPresent(
        id, (key, entry) -> entry.loadedAt() - begunCheck < 0 ? null : entry);
    changed.accept(id);
  }

  /** News may have been missed: nothing validated before now is taken on trust. */
  void distrust() {
    unverifiedUntil = nanoTime.getAsLong();
  }

  /** Says whether an entry is known to be older than its row. */
  boolean isOutdated(UUID id, CachedTemplate entry) {
    Heard news = heard.get(id);
    return news != null && news.revision() > entry.number() && news.at() - entry.validated() > 0;
  }

  /** Says whether nothing speaks against an entry that was validated within this time. */
  boolean mayServeUnchecked(UUID id, CachedTemplate entry, long maxNanos) {
    return nanoTime.getAsLong() - entry.validated() <= maxNanos
        && entry.validated() - unverifiedUntil > 0
        && !isOutdated(id, entry);
  }

  /** A load that was sent after the news has seen what there is, whatever it is. */
  private boolean isRevoked(UUID id, CachedTemplate loaded) {
    Heard news = heard.get(id);
    return news != null && news.revision() > loaded.number() && news.at() - loaded.begun() > 0;
  }

  private Heard later(UUID id, Heard old, Heard news) {
    if (news.revision() >= old.revision()) {
      return news;
    }
    if (old.revision() != ANY_NEWER) {
      return old;
    }
    // A change to an unknown version is settled by what was loaded since.
    CachedTemplate entry = templates.get(id);
    boolean settled = entry != null && entry.begun() - old.at() >= 0;
    return settled ? news : new Heard(ANY_NEWER, news.at());
  }
}
