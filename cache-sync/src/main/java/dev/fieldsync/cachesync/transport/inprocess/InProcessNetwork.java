package dev.fieldsync.cachesync.transport.inprocess;

import dev.fieldsync.cachesync.transport.Transport;
import dev.fieldsync.cachesync.transport.TransportListener;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A network within one process. A message is handed over on the thread that sends it. Splits, loss
 * and duplicates come as told, from a seed. Thread-safe.
 */
public final class InProcessNetwork {

  private final ReentrantLock lock = new ReentrantLock();
  private final Random random;

  /** All guarded by the lock. */
  private final Map<String, TransportListener> nodes = new TreeMap<>();

  private final Map<String, Integer> sides = new HashMap<>();
  private double loss;
  private double duplication;
  private boolean failing;
  private long bytes;

  /** Makes a network without faults. */
  public InProcessNetwork() {
    this(0);
  }

  /** Makes a network whose faults come from a seed. */
  public InProcessNetwork(long seed) {
    random = new Random(seed);
  }

  /** Returns a transport for one node. */
  public Transport transport() {
    return new Member();
  }

  /** Puts nodes on sides; those on different ones do not hear of each other any more. */
  public void split(Map<String, Integer> sideByNode) {
    change(
        () -> {
          sides.clear();
          sides.putAll(sideByNode);
        });
  }

  /** Ends every fault. */
  public void heal() {
    change(
        () -> {
          sides.clear();
          loss = 0;
          duplication = 0;
          failing = false;
        });
  }

  /**
   * Loses and doubles messages from now on.
   *
   * @param lossRate 0 to 1
   * @param duplicationRate 0 to 1
   */
  public void disturb(double lossRate, double duplicationRate) {
    change(
        () -> {
          loss = lossRate;
          duplication = duplicationRate;
        });
  }

  /** Lets every attempt to send fail until healed. */
  public void refuse() {
    change(() -> failing = true);
  }

  /** Returns the bytes sent so far; to all counts once for each. */
  public long bytes() {
    lock.lock();
    try {
      return bytes;
    } finally {
      lock.unlock();
    }
  }

  private void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      // Within the lock, so that nobody hears of an older view last.
      nodes.forEach((name, listener) -> listener.members(reachable(name)));
    } finally {
      lock.unlock();
    }
  }

  private Set<String> reachable(String from) {
    Set<String> reachable = new TreeSet<>();
    for (String node : nodes.keySet()) {
      if (sides.getOrDefault(node, 0).equals(sides.getOrDefault(from, 0))) {
        reachable.add(node);
      }
    }
    return reachable;
  }

  /** Returns who gets a message, each as often as it gets it. */
  private Map<TransportListener, Integer> receivers(String from, @Nullable String to, int length) {
    Map<TransportListener, Integer> receivers = new HashMap<>();
    for (String node : reachable(from)) {
      if (!node.equals(from) && (to == null || to.equals(node))) {
        bytes += length;
        int copies = random.nextDouble() < loss ? 0 : 1;
        copies += random.nextDouble() < duplication ? 1 : 0;
        TransportListener listener = nodes.get(node);
        if (listener != null && copies > 0) {
          receivers.put(listener, copies);
        }
      }
    }
    return receivers;
  }

  /** One node's end. */
  private final class Member implements Transport {

    private volatile @Nullable String name;

    @Override
    public CompletableFuture<Void> start(String node, TransportListener listener) {
      name = node;
      change(() -> nodes.put(node, listener));
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Void> send(@Nullable String to, byte[] message) {
      String from = name;
      Map<TransportListener, Integer> receivers;
      lock.lock();
      try {
        if (failing || from == null) {
          return CompletableFuture.failedFuture(
              new IllegalStateException("The network refuses messages"));
        }
        receivers = receivers(from, to, message.length);
      } finally {
        lock.unlock();
      }
      receivers.forEach(
          (listener, copies) -> {
            for (int i = 0; i < copies; i++) {
              listener.received(message.clone());
            }
          });
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {
      String node = name;
      if (node != null) {
        change(() -> nodes.remove(node));
      }
    }
  }
}
