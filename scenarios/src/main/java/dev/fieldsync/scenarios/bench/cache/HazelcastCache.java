package dev.fieldsync.scenarios.bench.cache;

import com.hazelcast.config.Config;
import com.hazelcast.config.EvictionPolicy;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MaxSizePolicy;
import com.hazelcast.config.NearCacheConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A Hazelcast map, its members in the processes themselves, with near caches. */
final class HazelcastCache implements SharedCache {

  private static final String MAP = "bench";
  private static final long POLL_NANOS = 10_000_000;

  private final HazelcastInstance hazelcast;
  private final IMap<String, Long> map;

  /**
   * Joins.
   *
   * @param ports the own one first
   * @param batching whether invalidations are batched, as they are by default
   */
  HazelcastCache(List<Integer> ports, boolean batching) {
    Config config = new Config();
    config.setClusterName("bench");
    config.setProperty("hazelcast.phone.home.enabled", "false");
    config.setProperty("hazelcast.logging.type", "slf4j");
    config.setProperty("hazelcast.map.invalidation.batch.enabled", Boolean.toString(batching));
    config.getNetworkConfig().setPort(ports.get(0)).setPortAutoIncrement(false);
    config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
    JoinConfig join = config.getNetworkConfig().getJoin();
    join.getMulticastConfig().setEnabled(false);
    join.getAutoDetectionConfig().setEnabled(false);
    join.getTcpIpConfig().setEnabled(true);
    ports.forEach(port -> join.getTcpIpConfig().addMember("127.0.0.1:" + port));
    NearCacheConfig near = new NearCacheConfig(MAP);
    near.setInMemoryFormat(InMemoryFormat.OBJECT).setInvalidateOnChange(true);
    near.getEvictionConfig()
        .setEvictionPolicy(EvictionPolicy.LRU)
        .setMaxSizePolicy(MaxSizePolicy.ENTRY_COUNT)
        .setSize(10_000);
    config.getMapConfig(MAP).setNearCacheConfig(near);
    hazelcast = Hazelcast.newHazelcastInstance(config);
    map = hazelcast.getMap(MAP);
  }

  @Override
  public void put(String key, long value) {
    map.set(key, value);
  }

  @Override
  public @Nullable Long get(String key) {
    return map.get(key);
  }

  @Override
  public int others() {
    return hazelcast.getCluster().getMembers().size() - 1;
  }

  /**
   * Returns a key that this member owns; the others have it in their near caches. Partitions move
   * when a member joins, and a key that has moved would be read where it is owned.
   */
  @Override
  public String key() {
    while (!hazelcast.getPartitionService().isClusterSafe()) {
      LockSupport.parkNanos(POLL_NANOS);
    }
    for (int i = 0; ; i++) {
      String key = "key" + i;
      if (hazelcast.getPartitionService().getPartition(key).getOwner().localMember()) {
        return key;
      }
    }
  }

  @Override
  public void close() {
    hazelcast.shutdown();
  }
}
