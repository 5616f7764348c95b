package dev.fieldsync.cachesync.transport.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fieldsync.cachesync.CacheSynchronizer;
import dev.fieldsync.cachesync.SyncOptions;
import dev.fieldsync.cachesync.SyncedCache;
import dev.fieldsync.cachesync.adapter.MapCache;
import dev.fieldsync.testing.Backends;
import dev.fieldsync.testing.Workspace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KafkaTransportIT {

  private final Workspace workspace = Backends.shared().newWorkspace();
  private final Map<String, Object> kafka =
      Map.of("bootstrap.servers", workspace.bootstrapServers());
  private final String topic = workspace.prefix() + "cache-sync";
  private final List<CacheSynchronizer> all = new ArrayList<>();

  private record Member(CacheSynchronizer synchronizer, SyncedCache<Object> cache) {}

  @BeforeEach
  void makeTopic() throws Exception {
    try (Admin admin = Admin.create(kafka)) {
      admin
          .createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.empty())))
          .all()
          .get();
    }
  }

  @AfterEach
  void close() {
    all.forEach(CacheSynchronizer::close);
  }

  private Member start(String name) {
    CacheSynchronizer synchronizer =
        new CacheSynchronizer(
            SyncOptions.defaults().withSyncInterval(Duration.ofMillis(200)),
            KafkaTransport.of(topic, kafka));
    all.add(synchronizer);
    SyncedCache<Object> cache =
        synchronizer.registerCache(new MapCache<>(new ConcurrentHashMap<>()));
    synchronizer.connect(name).join();
    return new Member(synchronizer, cache);
  }

  private static void eventually(org.awaitility.core.ThrowingRunnable assertion) {
    await().atMost(Duration.ofSeconds(30)).untilAsserted(assertion);
  }

  @Test
  void nodesFindEachOtherAndKeepTheSame() {
    Member one = start("one");
    Member two = start("two");
    eventually(() -> assertThat(one.synchronizer().getStatus().peers()).containsExactly("two"));
    for (int i = 0; i < 500; i++) {
      one.cache().put("key" + i, i).join();
    }
    eventually(() -> assertThat(two.cache().get("key499")).isEqualTo(499));

    Member late = start("late");

    eventually(() -> assertThat(late.cache().get("key0")).isEqualTo(0));
    late.cache().put("key0", "by the late one").join();
    eventually(() -> assertThat(one.cache().get("key0")).isEqualTo("by the late one"));
    late.synchronizer().sync().join();
    assertThat(late.synchronizer().getStatus().entries()).isEqualTo(500);
  }

  @Test
  void whoLeavesIsExpectedBackAndGetsWhatItMissed() {
    Member one = start("one");
    Member two = start("two");
    one.cache().put("key", "before").join();
    eventually(() -> assertThat(two.cache().get("key")).isEqualTo("before"));

    two.synchronizer().close();
    eventually(() -> assertThat(one.synchronizer().getStatus().away()).containsExactly("two"));
    one.cache().put("key", "meanwhile").join();
    Member again = start("two");

    eventually(() -> assertThat(again.cache().get("key")).isEqualTo("meanwhile"));
    eventually(() -> assertThat(one.synchronizer().getStatus().away()).isEmpty());
  }

  @Test
  void recordsOfOthersInTheTopicAreLeftOut() throws Exception {
    Member one = start("one");
    Member two = start("two");
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(kafka, new StringSerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic, "one", new byte[] {1, 2, 3})).get();
      producer.send(new ProducerRecord<>(topic, null, null)).get();
      ProducerRecord<String, byte[]> noise = new ProducerRecord<>(topic, "noise", new byte[9]);
      noise.headers().add("kind", "MESSAGE".getBytes(java.nio.charset.StandardCharsets.UTF_8));
      producer.send(noise).get();
    }

    one.cache().put("key", "value").join();

    eventually(() -> assertThat(two.cache().get("key")).isEqualTo("value"));
    eventually(() -> assertThat(two.synchronizer().getStatus().detail().malformed()).isEqualTo(1));
  }
}
