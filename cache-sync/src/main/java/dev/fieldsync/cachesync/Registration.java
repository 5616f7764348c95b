package dev.fieldsync.cachesync;

import dev.fieldsync.cachesync.engine.Deltas;
import dev.fieldsync.cachesync.engine.GroupSync;
import dev.fieldsync.cachesync.engine.Node;
import dev.fieldsync.cachesync.replica.KeyChange;
import dev.fieldsync.cachesync.replica.Merged;
import dev.fieldsync.cachesync.replica.ReplicaSettings;
import dev.fieldsync.cachesync.version.Dot;
import dev.fieldsync.cachesync.version.HybridClock;
import dev.fieldsync.cachesync.version.Version;
import dev.fieldsync.cachesync.version.Versions;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A registered cache and its group. On the loop's thread, but for what says otherwise.
 *
 * @param <V> the values
 */
final class Registration<V> {

  private static final Logger log = LoggerFactory.getLogger(Registration.class);

  private final CacheInstance<V> cache;
  private final CacheSettings<V> settings;
  private final SyncOptions options;
  private final Loop loop;
  private final Projection<V> projection;
  private final Listeners<V> listeners = new Listeners<>();
  private @Nullable GroupSync group;
  private @Nullable CompletableFuture<Void> scanning;
  private long scanned;

  Registration(CacheInstance<V> cache, CacheSettings<V> settings, SyncOptions options, Loop loop) {
    this.cache = cache;
    this.settings = settings;
    this.options = options;
    this.loop = loop;
    this.projection = new Projection<>(cache, loop, options.retries());
  }

  /** From any thread. */
  CacheInstance<V> cache() {
    return cache;
  }

  /** From any thread. */
  CacheSettings<V> settings() {
    return settings;
  }

  /** From any thread. */
  Listeners<V> listeners() {
    return listeners;
  }

  /** Takes part from now on, with what the cache has. */
  void join(Node node) {
    Conflict<V> own = settings.conflict();
    GroupSync joined =
        node.join(
            settings.group(),
            new ReplicaSettings(
                PolicyResolution.of(own == null ? general() : own, settings.codec()),
                settings.filter(),
                options.treeDepth(),
                options.maxEntries(),
                options.horizon(),
                options.maxClockAhead()),
            deltas(),
            settings.priority());
    group = joined;
    CompletableFuture<Void> unused = scan(joined, true);
  }

  /** A resolver of any value resolves these too; what it returns must be one of theirs. */
  @SuppressWarnings("unchecked")
  private Conflict<V> general() {
    return (Conflict<V>) options.conflict();
  }

  private Deltas deltas() {
    return new Deltas() {
      @Override
      public byte @Nullable [] difference(byte[] base, byte[] changed) {
        return settings.codec().difference(base, changed);
      }

      @Override
      public byte @Nullable [] apply(byte[] base, byte[] difference) {
        return settings.codec().apply(base, difference);
      }
    };
  }

  /** Returns when the write is in the cache. */
  CompletableFuture<Void> write(String key, byte @Nullable [] bytes) {
    GroupSync joined = group;
    if (joined == null) {
      return CompletableFuture.failedFuture(CacheSynchronizer.notConnected());
    }
    joined.write(key, bytes);
    return projection.settled(key);
  }

  /** Takes in an event of the outside. */
  CompletableFuture<Void> take(SyncEvent event, byte @Nullable [] bytes) {
    GroupSync joined = group;
    if (joined == null) {
      return CompletableFuture.failedFuture(CacheSynchronizer.notConnected());
    }
    Dot dot = new Dot(event.node(), event.version());
    long time = HybridClock.at(event.timestamp().toEpochMilli());
    Version version = bytes == null ? Version.deleted(dot, time) : Version.of(dot, time, bytes);
    Merged merged = joined.take(event.key(), Versions.of(version));
    return switch (merged) {
      case AHEAD ->
          CompletableFuture.failedFuture(
              new IllegalArgumentException(
                  "The event's timestamp is more than maxClockAhead in the future: "
                      + event.timestamp()));
      case FULL ->
          CompletableFuture.failedFuture(new IllegalStateException("maxEntries is reached"));
      case FOREIGN ->
          CompletableFuture.failedFuture(
              new IllegalArgumentException("This node does not take part in the key"));
      default -> projection.settled(event.key());
    };
  }

  /** The replica shows something else. */
  void changed(KeyChange change) {
    try {
      byte[] bytes = change.after();
      V after = bytes == null ? null : settings.codec().decode(bytes);
      projection.apply(change.key(), after);
      if (!listeners.isEmpty()) {
        byte[] old = change.before();
        V before = old == null ? null : settings.codec().decode(old);
        listeners.tell(new Change<>(change.key(), before, after, change.local()));
      }
    } catch (RuntimeException e) {
      log.atWarn()
          .setCause(e)
          .addKeyValue("key", change.key())
          .log("A value cannot be decoded; the cache does without it until it changes again");
      projection.apply(change.key(), null);
    }
  }

  /** Looks through the cache, unless it is being done. */
  CompletableFuture<Void> scan() {
    GroupSync joined = group;
    if (joined == null) {
      return CompletableFuture.completedFuture(null);
    }
    return scan(joined, false);
  }

  private CompletableFuture<Void> scan(GroupSync joined, boolean first) {
    CompletableFuture<Void> current = scanning;
    if (current != null && !current.isDone()) {
      return first ? current : current.thenCompose(done -> scanAgain());
    }
    if (!first
        && settings.outsideChanges() == OutsideChanges.IGNORE
        && settings.missingEntries() == MissingEntries.IGNORE) {
      return CompletableFuture.completedFuture(null);
    }
    CacheScan<V> scan = new CacheScan<>(cache, settings, joined, projection, loop, first);
    CompletableFuture<Void> running =
        scan.run()
            .thenRun(
                () -> {
                  if (!first && settings.outsideChanges() == OutsideChanges.REPAIR) {
                    scanned += scan.found();
                  }
                });
    scanning = running;
    return running;
  }

  /** What changed before this was called is found, though the scan under way may have passed it. */
  private CompletableFuture<Void> scanAgain() {
    return scan();
  }

  long damagedInCache() {
    return scanned;
  }

  long failures() {
    return projection.failures();
  }
}
