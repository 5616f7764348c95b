package dev.fieldsync.cachesync.example;

import dev.fieldsync.cachesync.CacheSynchronizer;
import dev.fieldsync.cachesync.SyncOptions;
import dev.fieldsync.cachesync.SyncStatus;
import dev.fieldsync.cachesync.SyncedCache;
import dev.fieldsync.cachesync.adapter.MapCache;
import dev.fieldsync.cachesync.transport.inprocess.InProcessNetwork;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

/**
 * Three nodes of which one is cut off for a while. Both sides go on writing, also the same key;
 * then they come together again. Prints what each node sees, in about a second. Needs nothing but
 * the library and {@code slf4j-api}.
 */
public final class ThreeNodes {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final InProcessNetwork network = new InProcessNetwork();
  private final Map<String, Node> nodes = new TreeMap<>();
  private final PrintStream out;

  private ThreeNodes(PrintStream out) {
    this.out = out;
  }

  private record Node(
      CacheSynchronizer synchronizer,
      ConcurrentMap<String, Object> map,
      SyncedCache<Object> cache) {}

  /** Runs; takes no arguments. */
  public static void main(String[] arguments) throws InterruptedException {
    new ThreeNodes(System.out).run();
  }

  private void run() throws InterruptedException {
    for (String name : new String[] {"berlin", "lisbon", "oslo"}) {
      nodes.put(name, start(name));
    }
    write("berlin", "user:1", Map.of("name", "Ada", "city", "London"));
    write("oslo", "user:2", Map.of("name", "Edsger"));
    awaitTheSame("berlin", "lisbon", "oslo");
    show("Three nodes");

    network.split(Map.of("berlin", 1, "lisbon", 1, "oslo", 2));
    write("berlin", "user:1", Map.of("name", "Ada", "city", "Paris"));
    remove("lisbon", "user:2");
    write("oslo", "user:1", Map.of("name", "Ada", "city", "Oslo"));
    write("oslo", "user:3", Map.of("name", "Grace"));
    awaitTheSame("berlin", "lisbon");
    show("oslo is cut off; both sides write user:1, lisbon removes user:2");

    long before = network.bytes();
    long begin = System.nanoTime();
    network.heal();
    awaitTheSame("berlin", "lisbon", "oslo");
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    show(
        "Together again after %d ms and %d bytes"
            .formatted(took.toMillis(), network.bytes() - before));
    nodes.forEach(this::showStatus);
    nodes.values().forEach(node -> node.synchronizer().close());
  }

  private Node start(String name) {
    CacheSynchronizer synchronizer =
        new CacheSynchronizer(
            SyncOptions.defaults().withSyncInterval(Duration.ofMillis(500)), network.transport());
    ConcurrentMap<String, Object> map = new ConcurrentHashMap<>();
    SyncedCache<Object> cache = synchronizer.registerCache(new MapCache<>(map));
    synchronizer.connect(name).join();
    return new Node(synchronizer, map, cache);
  }

  private void write(String node, String key, Object value) {
    node(node).cache().put(key, value).join();
  }

  private void remove(String node, String key) {
    node(node).cache().remove(key).join();
  }

  private Node node(String name) {
    return Objects.requireNonNull(nodes.get(name));
  }

  private void awaitTheSame(String... names) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (Stream.of(names).map(name -> node(name).map()).distinct().count() > 1) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("The nodes are still different");
      }
      Thread.sleep(1);
    }
  }

  private void showStatus(String name, Node node) {
    SyncStatus status = node.synchronizer().getStatus();
    out.printf("%-8s peers %s, conflicts %d%n", name, status.peers(), status.conflicts());
  }

  private void show(String title) {
    out.printf("%n%s%n", title);
    nodes.forEach((name, node) -> out.printf("%-8s %s%n", name, new TreeMap<>(node.map())));
  }
}
