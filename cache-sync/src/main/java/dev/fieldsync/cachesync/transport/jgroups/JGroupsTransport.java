package dev.fieldsync.cachesync.transport.jgroups;

import dev.fieldsync.cachesync.transport.SendQueue;
import dev.fieldsync.cachesync.transport.Transport;
import dev.fieldsync.cachesync.transport.TransportListener;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jgroups.Address;
import org.jgroups.BytesMessage;
import org.jgroups.JChannel;
import org.jgroups.Message;
import org.jgroups.Receiver;
import org.jgroups.View;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries messages through a JGroups channel. Who is there is the channel's view; the nodes tell
 * each other their names at every new one. Members that left are expected back: keep them among the
 * stack's initial hosts, and {@code MERGE3} in it. Thread-safe.
 */
public final class JGroupsTransport implements Transport {

  private static final Logger log = LoggerFactory.getLogger(JGroupsTransport.class);

  private static final Duration CLOSE = Duration.ofSeconds(5);

  /** The first byte of what travels. */
  private static final byte NAME = 1;

  private static final byte MESSAGE = 2;

  private final JChannel channel;
  private final String cluster;

  /** A channel may wait for credits; nobody waits for it. */
  private final SendQueue queue = new SendQueue("cache-sync-jgroups-sender");

  private final Map<Address, String> names = new ConcurrentHashMap<>();

  /**
   * Uses a channel that is not connected; closed with the transport.
   *
   * @param channel with the stack that the application wants
   * @param cluster the name under which nodes find each other
   */
  public JGroupsTransport(JChannel channel, String cluster) {
    this.channel = channel;
    this.cluster = cluster;
  }

  /**
   * Makes a channel over TCP, with failure detection within seconds.
   *
   * @param cluster the name under which nodes find each other
   * @param bind the address of this node
   * @param hosts addresses of some or all nodes; at least one has to run
   * @throws IllegalArgumentException when JGroups does not take them
   */
  public static JGroupsTransport tcp(
      String cluster, InetSocketAddress bind, List<InetSocketAddress> hosts) {
    return new JGroupsTransport(Stacks.tcp(bind, hosts), cluster);
  }

  @Override
  public CompletableFuture<Void> start(String node, TransportListener listener) {
    return queue.run(
        connected -> {
          channel.setName(node);
          channel.setDiscardOwnMessages(true);
          channel.setReceiver(new Receiving(node, listener));
          channel.connect(cluster);
          names.put(channel.getAddress(), node);
          listener.members(members(channel.getView()));
          connected.complete(null);
        });
  }

  @Override
  public CompletableFuture<Void> send(@Nullable String to, byte[] message) {
    Address address = to == null ? null : address(to);
    return to != null && address == null
        ? CompletableFuture.failedFuture(
            new IllegalStateException("The node " + to + " is not in the view"))
        : send(address, MESSAGE, message);
  }

  private CompletableFuture<Void> send(@Nullable Address to, byte kind, byte[] content) {
    byte[] bytes = new byte[content.length + 1];
    bytes[0] = kind;
    System.arraycopy(content, 0, bytes, 1, content.length);
    return queue.run(
        sent -> {
          channel.send(new BytesMessage(to, bytes));
          sent.complete(null);
        });
  }

  private @Nullable Address address(String node) {
    for (Map.Entry<Address, String> each : names.entrySet()) {
      if (each.getValue().equals(node)) {
        return each.getKey();
      }
    }
    return null;
  }

  /** Members whose names are not known yet are told of when they are. */
  private Set<String> members(View view) {
    Set<String> members = new TreeSet<>();
    for (Address address : view.getMembers()) {
      String name = names.get(address);
      if (name != null) {
        members.add(name);
      }
    }
    return members;
  }

  @Override
  public void close() {
    queue.close(CLOSE);
    channel.close();
  }

  /** What comes of the channel; on its threads. */
  private final class Receiving implements Receiver {

    private final String node;
    private final TransportListener listener;

    Receiving(String node, TransportListener listener) {
      this.node = node;
      this.listener = listener;
    }

    @Override
    public void viewAccepted(View view) {
      names.keySet().retainAll(view.getMembers());
      names.put(channel.getAddress(), node);
      listener.members(members(view));
      var unused =
          send(null, NAME, node.getBytes(StandardCharsets.UTF_8))
              .whenComplete(
                  (sent, error) -> {
                    if (error != null) {
                      log.atDebug()
                          .setCause(error)
                          .log("The others were not told this node's name; the next view is told");
                    }
                  });
    }

    @Override
    public void receive(Message message) {
      if (message.getLength() < 1) {
        return;
      }
      int from = message.getOffset();
      byte[] content = Arrays.copyOfRange(message.getArray(), from + 1, from + message.getLength());
      byte kind = message.getArray()[from];
      if (kind == MESSAGE) {
        listener.received(content);
      } else if (kind == NAME) {
        names.put(message.getSrc(), new String(content, StandardCharsets.UTF_8));
        listener.members(members(channel.getView()));
      }
    }
  }
}
