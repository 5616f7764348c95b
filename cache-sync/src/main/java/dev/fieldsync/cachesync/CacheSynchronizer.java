package dev.fieldsync.cachesync;

import dev.fieldsync.cachesync.engine.EngineSettings;
import dev.fieldsync.cachesync.engine.Node;
import dev.fieldsync.cachesync.engine.NodeStatus;
import dev.fieldsync.cachesync.engine.Outside;
import dev.fieldsync.cachesync.replica.KeyChange;
import dev.fieldsync.cachesync.transport.Transport;
import dev.fieldsync.cachesync.transport.TransportListener;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps caches of several processes the same.
 *
 * <pre>{@code
 * Cache<String, Object> cache = Caffeine.newBuilder().maximumSize(10_000).build();
 * CacheSynchronizer synchronizer = new CacheSynchronizer(SyncOptions.defaults(), transport);
 * SyncedCache<Object> users = synchronizer.registerCache(new CaffeineCache<>(cache));
 * synchronizer.connect("node-1").join();
 * users.put("user:123", Map.of("name", "John"));
 * }</pre>
 *
 * <p>Nodes agree in the end, whatever the network does: writes are broadcast at once, and what was
 * lost is found by comparing. A read sees what has arrived; nothing here makes reads of several
 * nodes linearizable. Thread-safe. Everything happens on one thread of its own, futures complete on
 * it, and what depends on them must return soon or go {@code Async}.
 */
public final class CacheSynchronizer implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(CacheSynchronizer.class);

  /** Messages handed to the transport whose outcome is not known. */
  private static final int MAX_SENDING = 1_024;

  private static final Duration MAX_TICK = Duration.ofMillis(100);

  private final SyncOptions options;
  private final Transport transport;
  private final Loop loop;
  private final AtomicInteger sending = new AtomicInteger();
  private final AtomicLong dropped = new AtomicLong();

  /** On the loop's thread. */
  private final Map<String, Registration<?>> registrations = new HashMap<>();

  private @Nullable Node node;
  private boolean flushDue;

  /** Bounded by what may wait for the loop and for the caches. */
  private final Map<Long, CompletableFuture<Void>> unfinished = new ConcurrentHashMap<>();

  private final AtomicLong operations = new AtomicLong();

  private volatile boolean connected;
  private volatile boolean closed;
  private volatile @Nullable CompletableFuture<Void> connecting;
  private volatile SyncStatus status = status(List.of());

  /**
   * Makes a synchronizer that is connected to nothing.
   *
   * @param transport for this node alone; closed with the synchronizer
   */
  public CacheSynchronizer(SyncOptions options, Transport transport) {
    this.options = options;
    this.transport = transport;
    this.loop = new Loop("cache-sync", options.maxQueue());
  }

  /**
   * Joins the network under a name.
   *
   * @param nodeId 1 to 200 characters without {@code #}; no two nodes may share one
   * @return completed when messages go out and come in; failed when the network cannot be reached
   */
  public CompletableFuture<Void> connect(String nodeId) {
    if (nodeId.isEmpty() || nodeId.length() > 200 || nodeId.indexOf('#') >= 0) {
      return CompletableFuture.failedFuture(
          new IllegalArgumentException("A node's name has 1 to 200 characters and no '#'"));
    }
    return submit(() -> connectOnce(nodeId));
  }

  private CompletableFuture<Void> connectOnce(String nodeId) {
    if (connecting != null) {
      return CompletableFuture.failedFuture(
          new IllegalStateException("connect was called before; make another synchronizer"));
    }
    SplittableRandom random = new SplittableRandom(new SecureRandom().nextLong());
    Node made =
        new Node(
            nodeId,
            random.nextLong() & Long.MAX_VALUE,
            new EngineSettings(
                options.syncInterval(),
                options.fanout(),
                options.batchSize(),
                options.retries(),
                options.scrubInterval(),
                options.maxClockAhead().dividedBy(2)),
            options.clock()::millis,
            random,
            new World());
    node = made;
    registrations.values().forEach(registration -> registration.join(made));
    CompletableFuture<Void> started = transport.start(nodeId, new Listener());
    connecting = started;
    Duration tick = options.syncInterval().dividedBy(4);
    loop.every(tick.compareTo(MAX_TICK) < 0 ? tick : MAX_TICK, () -> turn(made::tick));
    if (!options.scanInterval().isZero()) {
      loop.every(options.scanInterval(), () -> turn(this::scanWithoutWaiting));
    }
    return started;
  }

  /**
   * Has a cache of plain values kept the same, in the group {@code default}.
   *
   * @return for writing and for listening
   */
  public SyncedCache<Object> registerCache(CacheInstance<Object> cache) {
    return registerCache(cache, CacheSettings.plain());
  }

  /**
   * Has a cache kept the same. What it has already counts as older than all that others have
   * written; what they have comes into it.
   *
   * @return for writing and for listening
   * @throws IllegalStateException when a cache of the same group is registered
   * @param <V> the values
   */
  public <V> SyncedCache<V> registerCache(CacheInstance<V> cache, CacheSettings<V> settings) {
    Registration<V> registration = new Registration<>(cache, settings, options, loop);
    CompletableFuture<Boolean> registered = new CompletableFuture<>();
    boolean accepted =
        loop.run(
            () -> {
              boolean free = registrations.putIfAbsent(settings.group(), registration) == null;
              Node current = node;
              if (free && current != null) {
                registration.join(current);
              }
              registered.complete(free);
            });
    if (!accepted || !registered.join()) {
      throw new IllegalStateException(
          accepted
              ? "A cache is registered for the group " + settings.group() + " already"
              : "The synchronizer is closed");
    }
    return new SyncedCache<>(this, registration);
  }

  void unregister(Registration<?> registration) {
    loop.run(
        () -> {
          String group = registration.settings().group();
          Node current = node;
          if (registrations.remove(group, registration) && current != null) {
            current.leave(group);
          }
        });
  }

  /**
   * Takes in a write to the group {@code default} that the application has heard of in its own way,
   * and tells the other nodes. Idempotent and commutative: events may come twice, late, and to
   * several nodes.
   *
   * @return completed when it is in this node's cache, or known; failed with {@link
   *     IllegalArgumentException} when its timestamp is more than {@code maxClockAhead} in the
   *     future, and as {@link SyncedCache#put} is
   */
  public CompletableFuture<Void> handleUpdate(SyncEvent event) {
    return handleUpdate(CacheSettings.DEFAULT_GROUP, event);
  }

  /** As {@link #handleUpdate(SyncEvent)}, to another group. */
  public CompletableFuture<Void> handleUpdate(String group, SyncEvent event) {
    return submit(
        () -> {
          Registration<?> registration = registrations.get(group);
          return registration == null
              ? CompletableFuture.failedFuture(
                  new IllegalStateException("No cache is registered for the group " + group))
              : take(registration, event);
        });
  }

  /** What is not of the codec's type fails as a class cast does, and changes nothing. */
  @SuppressWarnings("unchecked")
  private static <V> CompletableFuture<Void> take(Registration<V> registration, SyncEvent event) {
    Object value = event.value();
    byte[] bytes = value == null ? null : registration.settings().codec().encode((V) value);
    return registration.take(event, bytes);
  }

  /**
   * Looks through the caches for changes and compares with every peer until both have the same.
   *
   * @return completed when this node has all that its connected peers had, and the other way round;
   *     failed when some did not answer after all retries
   */
  public CompletableFuture<Void> sync() {
    return submit(
        () -> {
          Node current = node;
          if (current == null) {
            return CompletableFuture.failedFuture(notConnected());
          }
          return scanAll().thenCompose(scanned -> synchronize(current));
        });
  }

  /** A scan ends on the loop's thread, or has ended at once. */
  private CompletableFuture<Void> synchronize(Node current) {
    CompletableFuture<Void> result = new CompletableFuture<>();
    turn(() -> Futures.forward(current.synchronize(), result));
    return result;
  }

  private void scanWithoutWaiting() {
    CompletableFuture<Void> unused = scanAll();
  }

  private CompletableFuture<Void> scanAll() {
    return CompletableFuture.allOf(
        registrations.values().stream().map(Registration::scan).toArray(CompletableFuture[]::new));
  }

  /** Returns how the synchronizer is, as of its last step. Does not wait. */
  public SyncStatus getStatus() {
    return status;
  }

  /** Leaves the network. The caches keep what they have. May be called twice. */
  @Override
  public void close() {
    closed = true;
    transport.close();
    loop.close();
    connected = false;
    unfinished.forEach(
        (number, operation) ->
            operation.completeExceptionally(
                new IllegalStateException("The synchronizer was closed meanwhile")));
    SyncStatus last = status;
    status =
        new SyncStatus(
            false,
            last.lastSync(),
            List.of(),
            last.pending(),
            last.conflicts(),
            last.away(),
            last.entries(),
            last.tombstones(),
            last.damaged(),
            last.detail());
  }

  static IllegalStateException notConnected() {
    return new IllegalStateException("Call connect first");
  }

  /** Runs an operation on the loop's thread; its result is this one's. */
  CompletableFuture<Void> submit(Supplier<CompletableFuture<Void>> operation) {
    CompletableFuture<Void> result = new CompletableFuture<>();
    long number = operations.incrementAndGet();
    unfinished.put(number, result);
    var unused = result.whenComplete((done, error) -> unfinished.remove(number));
    boolean accepted =
        loop.offer(
            () ->
                turn(
                    () -> {
                      try {
                        Futures.forward(operation.get(), result);
                      } catch (RuntimeException e) {
                        result.completeExceptionally(e);
                      }
                    }));
    if (!accepted) {
      result.completeExceptionally(
          closed
              ? new IllegalStateException("The synchronizer is closed")
              : new SyncOverloadedException(loop.waiting()));
    }
    return result;
  }

  /**
   * Does something and sees that what came of it is sent. Operations that wait already go first, so
   * that many of them go out in one message.
   */
  private void turn(Runnable work) {
    try {
      work.run();
    } finally {
      if (!flushDue) {
        flushDue = true;
        loop.run(this::flush);
      }
    }
  }

  private void flush() {
    flushDue = false;
    Node current = node;
    if (current != null) {
      current.flush();
      refreshStatus(current);
    }
  }

  private void refreshStatus(Node current) {
    NodeStatus now = current.status();
    long failures = registrations.values().stream().mapToLong(Registration::failures).sum();
    long inCaches = registrations.values().stream().mapToLong(Registration::damagedInCache).sum();
    status =
        new SyncStatus(
            connected && !closed,
            now.lastSyncMillis() == 0 ? null : Instant.ofEpochMilli(now.lastSyncMillis()),
            now.peers(),
            now.pending(),
            now.conflicts(),
            now.away(),
            now.entries(),
            now.tombstones(),
            now.damaged(),
            new SyncStatus.Detail(
                now.damagedFound() + inCaches,
                now.repaired(),
                now.ahead(),
                Duration.ofMillis(now.clockOffsetMillis()),
                now.refused(),
                now.givenUp(),
                dropped.get(),
                now.malformed(),
                now.incompatible(),
                now.impostors(),
                failures,
                now.sentBytes()));
  }

  private static SyncStatus status(List<String> none) {
    return new SyncStatus(
        false,
        null,
        none,
        0,
        0,
        none,
        0,
        0,
        0,
        new SyncStatus.Detail(0, 0, 0, Duration.ZERO, 0, 0, 0, 0, 0, 0, 0, 0));
  }

  /** What the node needs of the world. */
  private final class World implements Outside {

    @Override
    public void send(@Nullable String to, byte[] frame, long id) {
      if (sending.incrementAndGet() > MAX_SENDING) {
        sending.decrementAndGet();
        dropped.incrementAndGet();
        loop.run(() -> turn(() -> sent(id, false)));
        return;
      }
      var unused =
          transport
              .send(to, frame)
              .whenComplete(
                  (done, error) -> {
                    sending.decrementAndGet();
                    loop.run(() -> turn(() -> sent(id, error == null)));
                  });
    }

    private void sent(long id, boolean success) {
      Node current = node;
      if (current != null) {
        current.sent(id, success);
      }
    }

    @Override
    public void changed(String group, KeyChange change) {
      Registration<?> registration = registrations.get(group);
      if (registration != null) {
        registration.changed(change);
      }
    }
  }

  /** What the transport tells. */
  private final class Listener implements TransportListener {

    @Override
    public void received(byte[] message) {
      boolean accepted =
          loop.offer(
              () ->
                  turn(
                      () -> {
                        Node current = node;
                        if (current != null) {
                          current.receive(message);
                        }
                      }));
      if (!accepted) {
        dropped.incrementAndGet();
      }
    }

    @Override
    public void members(Set<String> nodes) {
      Set<String> now = Set.copyOf(nodes);
      loop.run(
          () ->
              turn(
                  () -> {
                    if (connected == now.isEmpty()) {
                      log.atInfo()
                          .addKeyValue("nodes", now.size())
                          .log(
                              now.isEmpty()
                                  ? "The network of the caches cannot be reached; they go on alone"
                                  : "The network of the caches is reached");
                    }
                    connected = !now.isEmpty();
                    Node current = node;
                    if (current != null) {
                      current.view(now);
                    }
                  }));
    }
  }
}
