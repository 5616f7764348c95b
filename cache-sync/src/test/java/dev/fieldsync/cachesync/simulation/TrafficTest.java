package dev.fieldsync.cachesync.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.cachesync.engine.EngineSettings;
import dev.fieldsync.cachesync.key.KeyFilter;
import dev.fieldsync.cachesync.replica.Replica;
import dev.fieldsync.cachesync.replica.ReplicaSettings;
import dev.fieldsync.cachesync.replica.Resolution;
import dev.fieldsync.cachesync.version.Version;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What nodes send after a split is in proportion to what differs. */
class TrafficTest {

  private static final int KEYS = 100_000;
  private static final int DIFFERENT = 1_000;
  private static final int VALUE_BYTES = 100;

  private final Random random = new Random(7);
  private final Cluster cluster =
      new Cluster(
          random,
          2,
          new EngineSettings(
              Duration.ofSeconds(5), 1, 100, 3, Duration.ofMinutes(10), Duration.ofSeconds(5)),
          new ReplicaSettings(
              Resolution.NEWEST,
              KeyFilter.ALL,
              4,
              1_000_000,
              Duration.ofDays(1),
              Duration.ofSeconds(60)));
  private final SimulatedNode one = cluster.nodes().get(0);
  private final SimulatedNode two = cluster.nodes().get(1);

  @Test
  void bytesAfterASplitAreAtMostThreeTimesWhatDiffers() {
    long differing = 0;
    for (int i = 0; i < KEYS; i++) {
      write(one, key(i));
    }
    runUntilTheSame();
    cluster.split(Map.of("n0", 0, "n1", 1));
    cluster.time().run(2_000);
    for (int i = 0; i < DIFFERENT; i++) {
      String key = key(random.nextInt(KEYS));
      differing += key.length() + VALUE_BYTES;
      write(i % 2 == 0 ? one : two, key);
    }
    cluster.heal();
    long before = cluster.sentBytes;

    runUntilTheSame();

    assertThat(cluster.sentBytes - before)
        .as("bytes sent for %s bytes that differ", differing)
        .isPositive()
        .isLessThanOrEqualTo(3 * differing);
  }

  @Test
  void aFlippedByteIsFoundAndCostsLittle() {
    for (int i = 0; i < KEYS / 10; i++) {
      write(one, key(i));
    }
    runUntilTheSame();
    Version version = two.group().replica().find(key(77)).orElseThrow().newest();
    version.bytes()[3] ^= 1;
    long before = cluster.sentBytes;

    cluster.time().run(Duration.ofMinutes(11).toMillis());

    Replica repaired = two.group().replica();
    assertThat(repaired.find(key(77)).orElseThrow().newest().isIntact()).isTrue();
    assertThat(repaired.value(key(77))).isEqualTo(one.group().replica().value(key(77)));
    assertThat(two.node().status().damagedFound()).isEqualTo(1);
    assertThat(two.node().status().damaged()).isZero();
    assertThat(cluster.sentBytes - before).isLessThan(100_000);
  }

  private static String key(int number) {
    return "key:" + number;
  }

  private void write(SimulatedNode node, String key) {
    byte[] value = new byte[VALUE_BYTES];
    random.nextBytes(value);
    node.group().write(key, value);
    node.node().flush();
  }

  private void runUntilTheSame() {
    long root = -1;
    for (int i = 0; i < 200 && root != root(two); i++) {
      cluster.time().run(1_000);
      root = root(one);
    }
    assertThat(root(one)).isEqualTo(root(two));
  }

  private static long root(SimulatedNode node) {
    return node.group().replica().tree(KeyFilter.ALL).root();
  }
}
