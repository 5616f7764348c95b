package dev.fieldsync.scenarios.bench.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fieldsync.cachesync.CacheSynchronizer;
import dev.fieldsync.cachesync.SyncOptions;
import dev.fieldsync.cachesync.SyncedCache;
import dev.fieldsync.cachesync.adapter.CaffeineCache;
import dev.fieldsync.cachesync.transport.Transport;
import dev.fieldsync.cachesync.transport.jgroups.JGroupsTransport;
import dev.fieldsync.cachesync.transport.kafka.KafkaTransport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A Caffeine cache kept the same by the cache synchronizer. */
final class SynchronizedCache implements SharedCache {

  private final CacheSynchronizer synchronizer;
  private final SyncedCache<Object> cache;

  private SynchronizedCache(String node, Transport transport) {
    Cache<String, Object> local = Caffeine.newBuilder().maximumSize(10_000).build();
    synchronizer = new CacheSynchronizer(SyncOptions.defaults(), transport);
    cache = synchronizer.registerCache(new CaffeineCache<>(local));
    synchronizer.connect(node).join();
  }

  static SharedCache overKafka(String node, String bootstrapServers, String topic) {
    return new SynchronizedCache(
        node, KafkaTransport.of(topic, Map.of("bootstrap.servers", bootstrapServers)));
  }

  /** The first of the ports is the own one. */
  static SharedCache overJGroups(String node, List<Integer> ports) {
    List<InetSocketAddress> hosts =
        IntStream.range(0, ports.size())
            .mapToObj(i -> new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.get(i)))
            .toList();
    return new SynchronizedCache(node, JGroupsTransport.tcp("bench", hosts.get(0), hosts));
  }

  @Override
  public void put(String key, long value) {
    cache.put(key, value).join();
  }

  @Override
  public @Nullable Long get(String key) {
    return (Long) cache.get(key);
  }

  @Override
  public int others() {
    return synchronizer.getStatus().peers().size();
  }

  @Override
  public String key() {
    return "key";
  }

  @Override
  public void close() {
    synchronizer.close();
  }
}
