package dev.fieldsync.cachesync.simulation;

import dev.fieldsync.cachesync.engine.Deltas;
import dev.fieldsync.cachesync.engine.EngineSettings;
import dev.fieldsync.cachesync.engine.GroupSync;
import dev.fieldsync.cachesync.engine.Node;
import dev.fieldsync.cachesync.engine.Outside;
import dev.fieldsync.cachesync.replica.KeyChange;
import dev.fieldsync.cachesync.replica.ReplicaSettings;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One node with its cache, which may crash, forget, and have a wrong clock. */
final class SimulatedNode implements Outside {

  static final String GROUP = "g";

  final String name;
  private final Cluster cluster;
  private final EngineSettings settings;
  private final ReplicaSettings replicaSettings;
  final Map<String, String> cache = new TreeMap<>();
  long skewMillis;
  boolean up = true;
  private Node node;
  private GroupSync group;

  SimulatedNode(
      String name, Cluster cluster, EngineSettings settings, ReplicaSettings replicaSettings) {
    this.name = name;
    this.cluster = cluster;
    this.settings = settings;
    this.replicaSettings = replicaSettings;
    this.node = newNode();
    this.group = newGroup();
  }

  Node node() {
    return node;
  }

  GroupSync group() {
    return group;
  }

  /** Starts anew, knowing nothing. */
  void forget() {
    cache.clear();
    node = newNode();
    group = newGroup();
  }

  private Node newNode() {
    return new Node(
        name,
        cluster.nextIncarnation(),
        settings,
        () -> cluster.time().now() + skewMillis,
        new SplittableRandom(cluster.random().nextLong()),
        this);
  }

  private GroupSync newGroup() {
    return node.join(GROUP, replicaSettings, Deltas.NONE, key -> 0);
  }

  @Override
  public void send(@Nullable String to, byte[] frame, long id) {
    Node sender = node;
    cluster.send(this, to, frame);
    cluster.time().after(1, () -> sender.sent(id, true));
  }

  @Override
  public void changed(String groupName, KeyChange change) {
    byte[] value = change.after();
    if (value == null) {
      cache.remove(change.key());
    } else {
      cache.put(change.key(), new String(value, StandardCharsets.UTF_8));
    }
  }
}
