package dev.fieldsync.gateway.cache;

import dev.fieldsync.cachesync.CacheSettings;
import dev.fieldsync.cachesync.CacheSynchronizer;
import dev.fieldsync.cachesync.MissingEntries;
import dev.fieldsync.cachesync.OutsideChanges;
import dev.fieldsync.cachesync.SyncOptions;
import dev.fieldsync.cachesync.SyncedCache;
import dev.fieldsync.cachesync.adapter.MapCache;
import dev.fieldsync.cachesync.transport.kafka.KafkaTransport;
import dev.fieldsync.gateway.node.GatewayNode;
import dev.fieldsync.shared.kafka.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/**
 * All gateways' holdings, on every gateway, kept the same by the cache synchronizer over {@code
 * cache-sync}. Waits for nobody: while Kafka is away a gateway knows of itself. Thread-safe.
 */
@Component
class CacheNetwork implements SmartLifecycle, DisposableBean {

  private static final Logger log = LoggerFactory.getLogger(CacheNetwork.class);

  private static final int MAX_HOLDINGS = 500_000;
  private static final SyncOptions OPTIONS =
      SyncOptions.defaults()
          .withSyncInterval(Duration.ofSeconds(2))
          .withBatchSize(500)
          .withMaxEntries(MAX_HOLDINGS)
          .withTreeDepth(3)
          .withHorizon(Duration.ofHours(1))
          .withScanInterval(Duration.ZERO);

  private final GatewayNode self;
  private final ConcurrentMap<String, Holding> holdings = new ConcurrentHashMap<>();
  private final CacheSynchronizer synchronizer;
  private final SyncedCache<Holding> cache;
  private volatile boolean running;

  CacheNetwork(
      KafkaTemplate<String, byte[]> kafka,
      ConsumerFactory<String, byte[]> consumers,
      Topics topics,
      GatewayNode self,
      Clock clock) {
    this.self = self;
    this.synchronizer =
        new CacheSynchronizer(
            OPTIONS.withClock(clock),
            new KafkaTransport(
                topics.cacheSync(),
                kafka.getProducerFactory()::createProducer,
                () -> consumers.createConsumer(null, "-cache-sync")));
    this.cache =
        synchronizer.registerCache(
            new MapCache<>(holdings),
            CacheSettings.of(new HoldingCodec())
                .withGroup("holdings")
                .withOutsideChanges(OutsideChanges.IGNORE)
                .withMissingEntries(MissingEntries.IGNORE));
  }

  /** Returns the holdings of all gateways by {@link HoldingKey}; not to be changed. */
  ConcurrentMap<String, Holding> holdings() {
    return holdings;
  }

  /** Writes, removes, and tells of changes. */
  SyncedCache<Holding> cache() {
    return cache;
  }

  /** Returns the other gateways that can be reached. */
  List<String> others() {
    return synchronizer.getStatus().peers();
  }

  @Override
  public void start() {
    running = true;
    CompletableFuture<Void> unused =
        synchronizer
            .connect(self.name())
            .whenComplete(
                (connected, error) -> {
                  if (error != null && running) {
                    log.atError()
                        .setCause(error)
                        .log("This gateway does not know of the others' caches until it restarts");
                  }
                });
  }

  @Override
  public void stop() {
    running = false;
    synchronizer.close();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Also when it was never started. */
  @Override
  public void destroy() {
    synchronizer.close();
  }
}
