package dev.fieldsync.cachesync;

import dev.fieldsync.cachesync.engine.EngineSettings;
import dev.fieldsync.cachesync.engine.Node;
import dev.fieldsync.cachesync.transport.Transport;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

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

  private static final Duration MAX_TICK = Duration.ofMillis(100);

  private final SyncOptions options;
  private final Transport transport;
  private final Loop loop;
  private final Turns turns;
  private final Session session = new Session();
  private final Operations operations;
  private final Outgoing outgoing;
  private final Incoming incoming;
  private final AtomicLong dropped = new AtomicLong();
  private volatile boolean closed;
  private volatile SyncStatus status = Statuses.unconnected();

  /**
   * Makes a synchronizer that is connected to nothing.
   *
   * @param transport for this node alone; closed with the synchronizer
   */
  public CacheSynchronizer(SyncOptions options, Transport transport) {
    this.options = options;
    this.transport = transport;
    this.loop = new Loop("cache-sync", options.maxQueue());
    this.turns = new Turns(loop, this::flush);
    this.operations = new Operations(loop, turns);
    this.outgoing = new Outgoing(transport, loop, turns, session, dropped);
    this.incoming = new Incoming(loop, turns, session, dropped);
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
    if (session.node() != null) {
      return CompletableFuture.failedFuture(
          new IllegalStateException("connect was called before; make another synchronizer"));
    }
    Node made = node(nodeId);
    session.begin(made);
    CompletableFuture<Void> started = transport.start(nodeId, incoming);
    Duration tick = options.syncInterval().dividedBy(4);
    loop.every(tick.compareTo(MAX_TICK) < 0 ? tick : MAX_TICK, () -> turns.run(made::tick));
    if (!options.scanInterval().isZero()) {
      loop.every(options.scanInterval(), () -> turns.run(this::scanWithoutWaiting));
    }
    return started.thenCompose(done -> refreshStatus());
  }

  /** What the transport has told before is in the status when this completes. */
  private CompletableFuture<Void> refreshStatus() {
    CompletableFuture<Void> refreshed = new CompletableFuture<>();
    loop.run(
        () -> {
          flush();
          refreshed.complete(null);
        });
    return refreshed;
  }

  private Node node(String nodeId) {
    SplittableRandom random = new SplittableRandom(new SecureRandom().nextLong());
    return new Node(
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
        outgoing);
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
    boolean accepted = loop.run(() -> registered.complete(session.register(registration)));
    if (!accepted || !registered.join()) {
      throw new IllegalStateException(
          accepted
              ? "A cache is registered for the group " + settings.group() + " already"
              : "The synchronizer is closed");
    }
    return new SyncedCache<>(this, registration);
  }

  void unregister(Registration<?> registration) {
    loop.run(() -> session.unregister(registration));
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
          Registration<?> registration = session.registration(group);
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
          Node current = session.node();
          if (current == null) {
            return CompletableFuture.failedFuture(notConnected());
          }
          return session.scanAll().thenCompose(scanned -> synchronize(current));
        });
  }

  /** A scan ends on the loop's thread, or has ended at once. */
  private CompletableFuture<Void> synchronize(Node current) {
    CompletableFuture<Void> result = new CompletableFuture<>();
    turns.run(() -> Futures.forward(current.synchronize(), result));
    return result;
  }

  private void scanWithoutWaiting() {
    CompletableFuture<Void> unused = session.scanAll();
  }

  /** Returns how the synchronizer is, as of its last step. Does not wait. */
  public SyncStatus getStatus() {
    return status;
  }

  /** Leaves the network. The caches keep what they have. May be called twice. */
  @Override
  public void close() {
    closed = true;
    operations.closing();
    transport.close();
    loop.close();
    operations.failUnfinished();
    status = Statuses.closed(status);
  }

  static IllegalStateException notConnected() {
    return new IllegalStateException("Call connect first");
  }

  /** Runs an operation on the loop's thread; its result is this one's. */
  CompletableFuture<Void> submit(Supplier<CompletableFuture<Void>> operation) {
    return operations.submit(operation);
  }

  private void flush() {
    Node current = session.node();
    if (current != null) {
      current.flush();
      status =
          Statuses.of(incoming.isConnected() && !closed, current.status(), session, dropped.get());
    }
  }
}
