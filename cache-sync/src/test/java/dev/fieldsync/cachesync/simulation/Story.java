package dev.fieldsync.cachesync.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.cachesync.engine.EngineSettings;
import dev.fieldsync.cachesync.key.KeyFilter;
import dev.fieldsync.cachesync.replica.Merged;
import dev.fieldsync.cachesync.replica.ReplicaSettings;
import dev.fieldsync.cachesync.replica.Resolution;
import dev.fieldsync.cachesync.version.Dot;
import dev.fieldsync.cachesync.version.HybridClock;
import dev.fieldsync.cachesync.version.Version;
import dev.fieldsync.cachesync.version.Versions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What happens to one cluster, all of it decided by a seed, and how it must end. */
final class Story {

  private static final long HOUR_MS = 3_600_000;

  private final Random random;
  private final Resolution resolution;
  private final Cluster cluster;
  private final History history = new History();
  private final Set<Dot> damaged = new HashSet<>();
  private final Set<String> forgotten = new HashSet<>();
  private int values;

  Story(long seed) {
    random = new Random(seed);
    resolution = List.of(Resolution.NEWEST, Resolution.OLDEST, JOINED).get(random.nextInt(3));
    EngineSettings engine =
        new EngineSettings(
            Duration.ofSeconds(1),
            1 + random.nextInt(2),
            1 + random.nextInt(20),
            3,
            Duration.ofSeconds(3),
            Duration.ofSeconds(5));
    ReplicaSettings replica =
        new ReplicaSettings(
            resolution,
            KeyFilter.ALL,
            1 + random.nextInt(2),
            1_000,
            Duration.ofHours(24),
            Duration.ofSeconds(10));
    cluster = new Cluster(random, 3 + random.nextInt(5), engine, replica);
  }

  /** A custom resolution: all values, in order. */
  static final Resolution JOINED =
      new Resolution() {
        @Override
        public byte @Nullable [] resolve(String key, Versions versions) {
          String joined =
              versions.concurrent().stream()
                  .filter(version -> version.bytes() != null)
                  .map(version -> new String(version.bytes(), StandardCharsets.UTF_8))
                  .collect(Collectors.joining("+"));
          return joined.isEmpty() ? null : joined.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public int id() {
          return CUSTOM;
        }
      };

  void run() {
    cluster.nodes().stream()
        .limit((cluster.nodes().size() - 1) / 2)
        .filter(node -> random.nextBoolean())
        .forEach(node -> node.skewMillis = random.nextBoolean() ? HOUR_MS : -HOUR_MS);
    cluster.time().run(random.nextInt(1_500));
    cluster.loss = random.nextInt(3) * 0.1;
    cluster.duplication = random.nextInt(3) * 0.1;
    cluster.maxDelayMillis = 1L + random.nextInt(300);
    int steps = 40 + random.nextInt(80);
    for (int i = 0; i < steps; i++) {
      step();
      cluster.time().run(random.nextInt(120));
    }
    cluster.heal();
    settle();
  }

  private void step() {
    SimulatedNode node = cluster.nodes().get(random.nextInt(cluster.nodes().size()));
    int dice = random.nextInt(100);
    if (dice < 60) {
      write(node, random.nextInt(4) == 0 ? null : "v" + values++);
    } else if (dice < 64) {
      tell(node);
    } else if (dice < 70) {
      cluster.split();
    } else if (dice < 76) {
      node.up = !node.up;
      cluster.tellViews();
    } else if (dice < 80) {
      forgetsAll(node);
    } else if (dice < 90) {
      flipAByte(node);
    } else if (dice < 93) {
      cluster.heal();
    }
  }

  private String key() {
    return "k" + random.nextInt(12);
  }

  private void write(SimulatedNode node, @Nullable String value) {
    if (!node.up) {
      return;
    }
    String key = key();
    long writes = node.group().replica().writes();
    node.group().write(key, value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    if (node.group().replica().writes() > writes) {
      Versions now = node.group().replica().find(key).orElseThrow();
      history.add(key, now.newest(), now.seen());
    }
    node.node().flush();
  }

  /** An application has heard of a version by itself. */
  private void tell(SimulatedNode node) {
    if (!node.up) {
      return;
    }
    String key = key();
    Dot dot = new Dot("outside", 1 + random.nextInt(5));
    String value = key + "=" + dot.counter();
    long time = HybridClock.at(cluster.time().now() - 60_000 + dot.counter());
    Versions versions = Versions.of(Version.of(dot, time, value.getBytes(StandardCharsets.UTF_8)));
    if (history.of(key).stream().noneMatch(write -> write.dot().equals(dot))
        && node.group().take(key, versions) != Merged.AHEAD) {
      history.add(key, versions.newest(), versions.seen());
      node.node().flush();
    }
  }

  private void forgetsAll(SimulatedNode node) {
    forgotten.add(node.group().replica().actor());
    node.forget();
    cluster.tellViews();
  }

  private void flipAByte(SimulatedNode node) {
    node.group()
        .replica()
        .find(key())
        .ifPresent(
            versions -> {
              Version version = versions.newest();
              if (version.bytes() != null) {
                version.bytes()[0] ^= 1;
                damaged.add(version.dot());
              }
            });
  }

  private void settle() {
    for (int i = 0; i < 60 && !isEven(); i++) {
      cluster.time().run(1_000);
    }
    if (!isEven()) {
      // What was dated in the future is accepted now.
      cluster.jump(2 * HOUR_MS);
      for (int i = 0; i < 60 && !isEven(); i++) {
        cluster.time().run(1_000);
      }
    }
    // Every entry has been looked after once more, and what came of it has spread.
    cluster.time().run(7_000);
    for (int i = 0; i < 60 && !isEven(); i++) {
      cluster.time().run(1_000);
    }
  }

  private boolean isEven() {
    return cluster.nodes().stream().map(this::root).distinct().count() == 1;
  }

  private long root(SimulatedNode node) {
    return node.group().replica().tree(KeyFilter.ALL).root();
  }

  /** Says how it must have ended. */
  void check() {
    assertThat(cluster.nodes().stream().map(node -> node.cache).distinct())
        .as("caches of all nodes")
        .hasSize(1);
    assertThat(isEven()).as("all nodes know the same").isTrue();
    for (String key : history.keys()) {
      check(key);
    }
  }

  private void check(String key) {
    for (History.Write write : history.of(key)) {
      assertThat(isKept(write) || mayBeLost(write)).as("kept: %s", write).isTrue();
    }
    SimulatedNode any = cluster.nodes().get(0);
    Versions versions = any.group().replica().find(key).orElse(null);
    if (versions != null && versions.isDamaged()) {
      assertThat(versions.concurrent().stream().filter(Version::isDamaged).map(Version::dot))
          .as("damaged by the story")
          .isSubsetOf(damaged);
    } else {
      assertThat(any.cache.get(key)).as("value of %s", key).isEqualTo(expected(key));
    }
  }

  private @Nullable String expected(String key) {
    if (resolution == Resolution.NEWEST) {
      return history.newest(key, this::isKept).map(History.Write::value).orElse(null);
    }
    List<History.Write> concurrent = history.concurrent(key, this::isKept);
    if (resolution == Resolution.OLDEST) {
      return concurrent.isEmpty() ? null : concurrent.get(0).value();
    }
    String joined =
        concurrent.stream()
            .map(History.Write::value)
            .filter(value -> value != null)
            .collect(Collectors.joining("+"));
    return joined.isEmpty() ? null : joined;
  }

  /** Some node knows of it, be it as the value or as replaced. */
  private boolean isKept(History.Write write) {
    return cluster.nodes().stream()
        .map(node -> node.group().replica())
        .anyMatch(
            replica ->
                replica.hasSeen(write.dot())
                    || replica.find(write.key()).stream()
                        .anyMatch(versions -> versions.seen().covers(write.dot())));
  }

  /** Only what its author forgot before anybody else knew of it. */
  private boolean mayBeLost(History.Write write) {
    return forgotten.contains(write.dot().actor())
        || (!forgotten.isEmpty() && write.dot().actor().equals("outside"));
  }
}
