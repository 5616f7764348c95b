package dev.fieldsync.cachesync.simulation;

import dev.fieldsync.cachesync.engine.EngineSettings;
import dev.fieldsync.cachesync.replica.ReplicaSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Nodes and a network between them that loses, doubles, delays, reorders and splits. */
final class Cluster {

  private static final long TICK_MS = 250;

  private final VirtualTime time = new VirtualTime(1_700_000_000_000L);
  private final Random random;
  private final List<SimulatedNode> nodes = new ArrayList<>();
  private final Map<String, Integer> side = new HashMap<>();
  private long incarnations;
  double loss;
  double duplication;
  long maxDelayMillis = 20;
  long sentBytes;

  Cluster(Random random, int size, EngineSettings settings, ReplicaSettings replicaSettings) {
    this.random = random;
    for (int i = 0; i < size; i++) {
      nodes.add(new SimulatedNode("n" + i, this, settings, replicaSettings));
    }
    nodes.forEach(this::tickForEver);
    tellViews();
  }

  List<SimulatedNode> nodes() {
    return nodes;
  }

  VirtualTime time() {
    return time;
  }

  Random random() {
    return random;
  }

  long nextIncarnation() {
    return ++incarnations;
  }

  void tickForEver(SimulatedNode node) {
    time.after(
        1 + random.nextInt((int) TICK_MS),
        () -> {
          if (node.up) {
            node.node().tick();
          }
          tickForEver(node);
        });
  }

  void send(SimulatedNode from, @Nullable String to, byte[] frame) {
    for (SimulatedNode node : nodes) {
      if (node != from && (to == null || to.equals(node.name)) && reach(from, node)) {
        sentBytes += frame.length;
        deliver(from, node, frame);
        if (random.nextDouble() < duplication) {
          deliver(from, node, frame);
        }
      }
    }
  }

  private void deliver(SimulatedNode from, SimulatedNode to, byte[] frame) {
    if (random.nextDouble() < loss) {
      return;
    }
    time.after(
        1 + random.nextLong(maxDelayMillis),
        () -> {
          if (to.up && reach(from, to)) {
            to.node().receive(frame);
            to.node().flush();
          }
        });
  }

  private boolean reach(SimulatedNode one, SimulatedNode other) {
    return side.getOrDefault(one.name, 0).equals(side.getOrDefault(other.name, 0));
  }

  /** Puts every node on one of two sides that do not hear of each other. */
  void split() {
    Map<String, Integer> sides = new HashMap<>();
    nodes.forEach(node -> sides.put(node.name, random.nextInt(2)));
    split(sides);
  }

  void split(Map<String, Integer> sideByNode) {
    side.clear();
    side.putAll(sideByNode);
    tellViews();
  }

  /** Ends every split, crash and fault. */
  void heal() {
    side.clear();
    loss = 0;
    duplication = 0;
    nodes.forEach(node -> node.up = true);
    tellViews();
  }

  /** Tells every node, a little later, whom it can reach. */
  void tellViews() {
    for (SimulatedNode node : nodes) {
      time.after(
          random.nextInt(500),
          () ->
              node.node()
                  .view(
                      nodes.stream()
                          .filter(other -> other.up && reach(node, other))
                          .map(other -> other.name)
                          .toList()));
    }
  }

  /** Passes a long time after which everybody ticks again. */
  void jump(long millis) {
    time.jump(millis);
    nodes.forEach(this::tickForEver);
  }
}
