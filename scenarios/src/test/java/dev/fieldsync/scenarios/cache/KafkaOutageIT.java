package dev.fieldsync.scenarios.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fieldsync.cachesync.CacheSynchronizer;
import dev.fieldsync.cachesync.SyncOptions;
import dev.fieldsync.cachesync.SyncStatus;
import dev.fieldsync.cachesync.SyncedCache;
import dev.fieldsync.cachesync.adapter.MapCache;
import dev.fieldsync.cachesync.transport.kafka.KafkaTransport;
import dev.fieldsync.local.broker.LocalBroker;
import dev.fieldsync.scenarios.process.FreePort;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Promise: while the only broker is away every node goes on with what it has and says that it is
 * cut off; when the broker is back all nodes have the same, with nobody's help.
 */
@Tag("fault")
class KafkaOutageIT {

  private static final String TOPIC = "cache-sync";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path data;

  private final int port = FreePort.any();
  private final List<CacheSynchronizer> all = new ArrayList<>();
  private LocalBroker broker;

  private record Member(CacheSynchronizer synchronizer, SyncedCache<Object> cache) {

    SyncStatus status() {
      return synchronizer.getStatus();
    }
  }

  @BeforeEach
  void startBroker() throws Exception {
    begin();
    try (Admin admin = Admin.create(kafka())) {
      admin
          .createTopics(List.of(new NewTopic(TOPIC, Optional.of(1), Optional.empty())))
          .all()
          .get();
    }
  }

  @AfterEach
  void close() {
    all.forEach(CacheSynchronizer::close);
    broker.close();
  }

  private void begin() {
    broker = new LocalBroker(data.resolve("kafka"), port, () -> {});
    broker.start();
  }

  private Map<String, Object> kafka() {
    return Map.of("bootstrap.servers", "127.0.0.1:" + port);
  }

  private Member start(String name) {
    CacheSynchronizer synchronizer =
        new CacheSynchronizer(
            SyncOptions.defaults().withSyncInterval(Duration.ofMillis(200)),
            KafkaTransport.of(TOPIC, kafka()));
    all.add(synchronizer);
    SyncedCache<Object> cache =
        synchronizer.registerCache(new MapCache<>(new ConcurrentHashMap<>()));
    synchronizer.connect(name).join();
    return new Member(synchronizer, cache);
  }

  private static void eventually(ThrowingRunnable assertion) {
    await().atMost(PATIENCE).untilAsserted(assertion);
  }

  @Test
  void nodesGoOnAloneAndComeTogetherWhenTheBrokerIsBack() {
    Member one = start("one");
    Member two = start("two");
    one.cache().put("before", 1).join();
    eventually(() -> assertThat(two.cache().get("before")).isEqualTo(1));

    broker.close();
    one.cache().put("by one", 1).join();
    two.cache().put("by two", 2).join();
    one.cache().put("by both", "one").join();
    two.cache().put("by both", "two").join();
    two.cache().remove("before").join();
    eventually(() -> assertThat(one.status().connected()).isFalse());
    eventually(() -> assertThat(two.status().connected()).isFalse());
    assertThat(one.cache().get("by one")).isEqualTo(1);
    assertThat(one.cache().get("before")).isEqualTo(1);
    begin();

    eventually(() -> assertThat(one.status().peers()).containsExactly("two"));
    eventually(() -> assertThat(two.status().peers()).containsExactly("one"));
    one.synchronizer().sync().join();
    for (Member each : List.of(one, two)) {
      eventually(() -> assertThat(each.cache().get("by one")).isEqualTo(1));
      eventually(() -> assertThat(each.cache().get("by two")).isEqualTo(2));
      eventually(() -> assertThat(each.cache().get("by both")).isEqualTo("two"));
      eventually(() -> assertThat(each.cache().get("before")).isNull());
    }
  }

  @Test
  void shortOutagesOneAfterAnotherLoseNothing() {
    Member one = start("one");
    Member two = start("two");
    for (int outage = 0; outage < 3; outage++) {
      int value = outage;
      broker.close();
      for (int i = 0; i < 300; i++) {
        one.cache().put("key" + i, value).join();
      }
      begin();

      eventually(() -> assertThat(two.cache().get("key0")).isEqualTo(value));
      eventually(() -> assertThat(two.cache().get("key299")).isEqualTo(value));
    }
    eventually(() -> assertThat(one.status().pending()).isZero());
    one.synchronizer().sync().join();
    assertThat(two.status().entries()).isEqualTo(300);
  }

  @Test
  void whoStartsWhileTheBrokerIsAwayIsThereWhenItIsBack() {
    Member one = start("one");
    one.cache().put("key", "value").join();
    broker.close();
    CacheSynchronizer late =
        new CacheSynchronizer(
            SyncOptions.defaults().withSyncInterval(Duration.ofMillis(200)),
            KafkaTransport.of(TOPIC, kafka()));
    all.add(late);
    SyncedCache<Object> cache = late.registerCache(new MapCache<>(new ConcurrentHashMap<>()));
    var connecting = late.connect("late");
    cache.put("by the late one", 1).join();
    assertThat(connecting).isNotDone();

    begin();

    eventually(() -> assertThat(connecting).isCompleted());
    eventually(() -> assertThat(cache.get("key")).isEqualTo("value"));
    eventually(() -> assertThat(one.cache().get("by the late one")).isEqualTo(1));
  }
}
