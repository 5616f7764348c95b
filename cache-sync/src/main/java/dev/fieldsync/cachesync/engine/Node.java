package dev.fieldsync.cachesync.engine;

import dev.fieldsync.cachesync.replica.KeyChange;
import dev.fieldsync.cachesync.replica.Replica;
import dev.fieldsync.cachesync.replica.ReplicaSettings;
import dev.fieldsync.cachesync.version.Dot;
import dev.fieldsync.cachesync.version.GroupClock;
import dev.fieldsync.cachesync.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One node: its groups, its peers and its clock. For one thread, which calls {@link #flush} after
 * whatever else it called and {@link #tick} often.
 */
public final class Node implements Surroundings {

  private static final int MAX_AWAY = 1_000;

  private final String name;
  private final long incarnation;
  private final EngineSettings settings;
  private final LongSupplier clock;
  private final RandomGenerator random;
  private final Outside outside;
  private final GroupClock groupClock;
  private final Counters counters = new Counters();
  private final Map<String, GroupSync> groups = new TreeMap<>();
  private final TreeSet<String> connected = new TreeSet<>();
  private List<String> peers = List.of();
  private final Map<String, Long> incarnations = new HashMap<>();
  private final LinkedHashMap<String, Boolean> away = new LinkedHashMap<>();
  private long nextId;

  /**
   * Makes a node without groups and peers.
   *
   * @param name of the node, without {@code #}
   * @param incarnation never the same twice for one name
   * @param clock the own one, milliseconds since 1970
   */
  public Node(
      String name,
      long incarnation,
      EngineSettings settings,
      LongSupplier clock,
      RandomGenerator random,
      Outside outside) {
    this.name = name;
    this.incarnation = incarnation;
    this.settings = settings;
    this.clock = clock;
    this.random = random;
    this.outside = outside;
    this.groupClock = new GroupClock(settings.clockTolerance());
  }

  /**
   * Takes part in a group from now on.
   *
   * @param priority of a key; higher ones are sent first
   * @throws IllegalStateException when this node takes part already
   */
  public GroupSync join(
      String group,
      ReplicaSettings replicaSettings,
      Deltas deltas,
      ToIntFunction<String> priority) {
    if (groups.containsKey(group)) {
      throw new IllegalStateException("A cache is registered for the group " + group + " already");
    }
    Replica replica =
        new Replica(
            Dot.actor(name, incarnation),
            replicaSettings,
            (KeyChange change) -> outside.changed(group, change));
    GroupSync sync = new GroupSync(group, replica, deltas, priority, this);
    groups.put(group, sync);
    connected.forEach(peer -> sync.connected(peer, true));
    return sync;
  }

  /** Takes part in a group no more. */
  public void leave(String group) {
    groups.remove(group);
  }

  /** Learns who can be reached now. Who was there before and is not is expected back. */
  public void view(Collection<String> members) {
    TreeSet<String> now = new TreeSet<>(members);
    now.remove(name);
    for (String peer : List.copyOf(connected)) {
      if (!now.contains(peer)) {
        connected.remove(peer);
        away.put(peer, true);
        incarnations.remove(peer);
        groups.values().forEach(group -> group.disconnected(peer));
      }
    }
    while (away.size() > MAX_AWAY) {
      away.remove(away.keySet().iterator().next());
    }
    for (String peer : now) {
      if (connected.add(peer)) {
        away.remove(peer);
        peers = List.copyOf(connected);
        groups.values().forEach(group -> group.connected(peer, false));
      }
    }
    peers = List.copyOf(connected);
    groupClock.retain(connected);
  }

  /** Takes in a message. One that cannot be read is counted and left. */
  public void receive(byte[] bytes) {
    Frame frame;
    try {
      frame = FrameCodec.read(bytes);
    } catch (MalformedMessageException e) {
      counters.malformed++;
      return;
    }
    if (frame.sender().equals(name)) {
      if (frame.incarnation() != incarnation) {
        counters.impostors++;
      }
      return;
    }
    if (connected.contains(frame.sender())) {
      Long before = incarnations.put(frame.sender(), frame.incarnation());
      if (before != null && before != frame.incarnation()) {
        groups.values().forEach(group -> group.connected(frame.sender(), true));
      }
      groupClock.hear(frame.sender(), frame.clockMillis(), clock.getAsLong());
    }
    GroupSync group = groups.get(frame.group());
    if (group != null) {
      group.receive(frame.sender(), frame.message());
    } else if (frame.message() instanceof Message.Digest) {
      send(frame.sender(), frame.group(), new Message.NotHere());
    }
  }

  /** Does what is due by now. */
  public void tick() {
    groups.values().forEach(GroupSync::tick);
    flush();
  }

  /** Sends what came up since it was last called. */
  public void flush() {
    long now = clock.getAsLong();
    for (GroupSync group : groups.values()) {
      group.flush();
      group.sendDueDigests(now);
    }
  }

  /** Learns whether bytes were sent. */
  public void sent(long id, boolean success) {
    groups.values().forEach(group -> group.sent(id, success));
  }

  /**
   * Synchronizes every group with every connected peer.
   *
   * @return completed on this thread; with {@link SyncIncompleteException} when some peer was not
   *     reached
   */
  public CompletableFuture<Void> synchronize() {
    List<CompletableFuture<Void>> rounds = new ArrayList<>();
    groups.values().forEach(group -> rounds.add(group.synchronize().future()));
    return CompletableFuture.allOf(rounds.toArray(CompletableFuture[]::new));
  }

  /** Returns how the node is. */
  public NodeStatus status() {
    return new NodeStatus(
        peers,
        away.keySet().stream().sorted().toList(),
        groups.values().stream().mapToLong(GroupSync::lastSync).min().orElse(0),
        sum(GroupSync::pending),
        sum(group -> group.replica().conflicts()),
        sum(group -> group.replica().size() - (long) group.replica().tombstones()),
        sum(group -> group.replica().tombstones()),
        sum(group -> group.replica().damaged()),
        counters.damaged,
        counters.repaired,
        counters.ahead,
        counters.full,
        counters.malformed,
        counters.incompatible,
        counters.givenUp,
        counters.impostors,
        groupClock.offsetMillis(),
        counters.sentBytes);
  }

  private long sum(ToLongFunction<GroupSync> number) {
    return groups.values().stream().mapToLong(number).sum();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long now() {
    return groupClock.adjust(clock.getAsLong());
  }

  @Override
  public long ownClock() {
    return clock.getAsLong();
  }

  @Override
  public RandomGenerator random() {
    return random;
  }

  @Override
  public EngineSettings settings() {
    return settings;
  }

  @Override
  public Counters counters() {
    return counters;
  }

  @Override
  public List<String> peers() {
    return peers;
  }

  @Override
  public long send(@Nullable String to, String group, Message message) {
    byte[] bytes =
        FrameCodec.write(new Frame(name, incarnation, clock.getAsLong(), group, message));
    counters.sentBytes += bytes.length;
    long id = nextId++;
    outside.send(to, bytes, id);
    return id;
  }
}
