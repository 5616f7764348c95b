package dev.fieldsync.cachesync.transport.jgroups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fieldsync.cachesync.CacheSynchronizer;
import dev.fieldsync.cachesync.SyncOptions;
import dev.fieldsync.cachesync.SyncedCache;
import dev.fieldsync.cachesync.adapter.MapCache;
import dev.fieldsync.cachesync.transport.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.core.ThrowingRunnable;
import org.jgroups.JChannel;
import org.jgroups.protocols.DISCARD;
import org.jgroups.protocols.FD_ALL3;
import org.jgroups.protocols.FRAG2;
import org.jgroups.protocols.MERGE3;
import org.jgroups.protocols.SHARED_LOOPBACK;
import org.jgroups.protocols.SHARED_LOOPBACK_PING;
import org.jgroups.protocols.UNICAST3;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.protocols.pbcast.NAKACK2;
import org.jgroups.protocols.pbcast.STABLE;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JGroupsTransportIT {

  private final List<CacheSynchronizer> all = new ArrayList<>();

  private record Member(CacheSynchronizer synchronizer, SyncedCache<Object> cache) {

    void put(String key, Object value) {
      cache.put(key, value).join();
    }

    List<String> peers() {
      return synchronizer.getStatus().peers();
    }
  }

  private Member start(String name, Transport transport) {
    CacheSynchronizer synchronizer =
        new CacheSynchronizer(
            SyncOptions.defaults().withSyncInterval(Duration.ofMillis(200)), transport);
    all.add(synchronizer);
    SyncedCache<Object> cache =
        synchronizer.registerCache(new MapCache<>(new ConcurrentHashMap<>()));
    synchronizer.connect(name).join();
    return new Member(synchronizer, cache);
  }

  @AfterEach
  void close() {
    all.forEach(CacheSynchronizer::close);
  }

  private static void eventually(ThrowingRunnable assertion) {
    await().atMost(Duration.ofSeconds(60)).untilAsserted(assertion);
  }

  /** Fast failure detection within this process. */
  private static JChannel channel(DISCARD discard) throws Exception {
    return new JChannel(
        new SHARED_LOOPBACK(),
        discard,
        new SHARED_LOOPBACK_PING(),
        new MERGE3().setMinInterval(300).setMaxInterval(600),
        new FD_ALL3().setTimeout(2_000).setInterval(400),
        new NAKACK2().useMcastXmit(false),
        new UNICAST3(),
        new STABLE(),
        new GMS().printLocalAddress(false).setJoinTimeout(500),
        new FRAG2());
  }

  @Test
  void aSplitIsNoticedAndWhatItPartedComesTogetherAgain() throws Exception {
    DISCARD discard = new DISCARD();
    Member one = start("one", new JGroupsTransport(channel(new DISCARD()), "split"));
    Member two = start("two", new JGroupsTransport(channel(new DISCARD()), "split"));
    Member three = start("three", new JGroupsTransport(channel(discard), "split"));
    eventually(() -> assertThat(one.peers()).containsExactly("three", "two"));
    one.put("key", "before");
    eventually(() -> assertThat(three.cache().get("key")).isEqualTo("before"));

    discard.discardAll(true);
    eventually(
        () -> {
          assertThat(one.peers()).containsExactly("two");
          assertThat(one.synchronizer().getStatus().away()).containsExactly("three");
          assertThat(three.peers()).isEmpty();
        });
    one.put("key", "by the majority");
    three.put("other", "by the one alone");
    eventually(() -> assertThat(two.cache().get("key")).isEqualTo("by the majority"));
    discard.discardAll(false);

    eventually(
        () -> {
          assertThat(three.cache().get("key")).isEqualTo("by the majority");
          assertThat(one.cache().get("other")).isEqualTo("by the one alone");
          assertThat(two.cache().get("other")).isEqualTo("by the one alone");
        });
  }

  @Test
  void nodesFindEachOtherOverTcpAndTakeUpWhoComesBack() throws IOException {
    List<InetSocketAddress> hosts = List.of(freeAddress(), freeAddress());
    Member one = start("one", JGroupsTransport.tcp("tcp", hosts.get(0), hosts));
    Member two = start("two", JGroupsTransport.tcp("tcp", hosts.get(1), hosts));
    eventually(() -> assertThat(one.peers()).containsExactly("two"));
    one.put("key", "before");
    eventually(() -> assertThat(two.cache().get("key")).isEqualTo("before"));

    two.synchronizer().close();
    eventually(() -> assertThat(one.synchronizer().getStatus().away()).containsExactly("two"));
    one.put("key", "meanwhile");
    Member again = start("two", JGroupsTransport.tcp("tcp", hosts.get(1), hosts));

    eventually(() -> assertThat(again.cache().get("key")).isEqualTo("meanwhile"));
  }

  private static InetSocketAddress freeAddress() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket socket = new ServerSocket(0, 1, loopback)) {
      return new InetSocketAddress(loopback, socket.getLocalPort());
    }
  }
}
