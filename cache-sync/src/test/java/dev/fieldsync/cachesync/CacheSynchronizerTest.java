package dev.fieldsync.cachesync;

import static dev.fieldsync.cachesync.Nodes.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fieldsync.cachesync.Nodes.Member;
import dev.fieldsync.cachesync.adapter.MapCache;
import dev.fieldsync.cachesync.key.KeyFilter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class CacheSynchronizerTest {

  @Test
  void aWriteIsOnEveryNode() {
    try (Nodes nodes = new Nodes()) {
      Member one = nodes.start("one");
      Member two = nodes.start("two");
      Member three = nodes.start("three");

      one.put("user:123", Map.of("name", "John"));

      assertThat(one.get("user:123")).isEqualTo(Map.of("name", "John"));
      eventually(
          () -> {
            assertThat(two.map()).isEqualTo(Map.of("user:123", Map.of("name", "John")));
            assertThat(three.map()).isEqualTo(two.map());
          });
      two.cache().remove("user:123").join();
      eventually(
          () -> {
            assertThat(one.map()).isEmpty();
            assertThat(three.map()).isEmpty();
          });
    }
  }

  @Test
  void theStatusSaysThatItIsConnectedAsSoonAsConnectIsDone() {
    try (Nodes nodes = new Nodes()) {
      nodes.start("one");

      Member two = nodes.start("two");

      assertThat(two.status().connected()).isTrue();
      assertThat(two.status().peers()).containsExactly("one");
    }
  }

  @Test
  void whoComesLaterGetsWhatIsThere() {
    try (Nodes nodes = new Nodes()) {
      Member one = nodes.start("one");
      for (int i = 0; i < 2_000; i++) {
        one.cache().put("key" + i, i).join();
      }

      Member two = nodes.start("two");

      eventually(() -> assertThat(two.map()).isEqualTo(one.map()));
      two.synchronizer().sync().join();
      eventually(() -> assertThat(two.status().pending()).isZero());
      assertThat(two.status().peers()).containsExactly("one");
      assertThat(two.status().connected()).isTrue();
      assertThat(two.status().lastSync()).isNotNull();
      assertThat(two.status().entries()).isEqualTo(2_000);
    }
  }

  @Test
  void aForcedSynchronizationBringsTogetherWhatASplitHadParted() {
    try (Nodes nodes = new Nodes(Nodes.quick().withSyncInterval(Duration.ofHours(1)))) {
      Member one = nodes.start("one");
      Member two = nodes.start("two");
      nodes.network.split(Map.of("one", 1, "two", 2));
      eventually(() -> assertThat(one.status().away()).containsExactly("two"));
      one.put("a", 1);
      two.put("b", 2);
      nodes.network.heal();
      eventually(() -> assertThat(one.status().peers()).containsExactly("two"));

      one.synchronizer().sync().join();

      assertThat(one.map()).isEqualTo(Map.of("a", 1, "b", 2)).isEqualTo(two.map());
    }
  }

  @Test
  void aForcedSynchronizationThatReachesNobodySaysSo() {
    try (Nodes nodes = new Nodes(Nodes.quick().withRetries(1))) {
      Member one = nodes.start("one");
      nodes.start("two");
      nodes.network.refuse();

      assertThatThrownBy(() -> one.synchronizer().sync().join()).hasMessageContaining("two");
    }
  }

  @Test
  void theNewestOfConcurrentWritesWinsAndIsCounted() {
    try (Nodes nodes = new Nodes()) {
      Member one = nodes.start("one");
      Member two = nodes.start("two");
      nodes.network.split(Map.of("one", 1, "two", 2));
      one.put("key", "earlier");
      one.put("key", "early");
      Nodes.untilLater();
      two.put("key", "late");

      nodes.network.heal();

      eventually(
          () -> {
            assertThat(one.get("key")).isEqualTo("late");
            assertThat(two.get("key")).isEqualTo("late");
            assertThat(one.status().conflicts() + two.status().conflicts()).isPositive();
          });
    }
  }

  @Test
  void theOldestOfConcurrentWritesWinsWhenToldSo() {
    try (Nodes nodes = new Nodes(Nodes.quick().withConflict(Conflict.oldest()))) {
      Member one = nodes.start("one");
      Member two = nodes.start("two");
      nodes.network.split(Map.of("one", 1, "two", 2));
      one.put("key", "first");
      Nodes.untilLater();
      two.put("key", "second");

      nodes.network.heal();

      eventually(
          () -> {
            assertThat(one.get("key")).isEqualTo("first");
            assertThat(two.get("key")).isEqualTo("first");
          });
      two.put("key", "third");
      eventually(() -> assertThat(one.get("key")).isEqualTo("third"));
    }
  }

  @Test
  void aCustomResolverSeesBothValuesAndThatTheyAreConcurrent() {
    List<Collision<Object>> collisions = new CopyOnWriteArrayList<>();
    Conflict<Object> sum =
        Conflict.custom(
            collision -> {
              collisions.add(collision);
              return (Integer) collision.older().value() + (Integer) collision.newer().value();
            });
    try (Nodes nodes = new Nodes(Nodes.quick().withConflict(sum))) {
      Member one = nodes.start("one");
      Member two = nodes.start("two");
      one.put("key", 1);
      one.put("key", 2);
      eventually(() -> assertThat(two.get("key")).isEqualTo(2));
      assertThat(collisions).isEmpty();
      nodes.network.split(Map.of("one", 1, "two", 2));
      one.put("key", 10);
      Nodes.untilLater();
      two.put("key", 20);

      nodes.network.heal();

      eventually(
          () -> {
            assertThat(one.get("key")).isEqualTo(30);
            assertThat(two.get("key")).isEqualTo(30);
          });
      assertThat(collisions)
          .allSatisfy(
              collision -> {
                assertThat(collision.concurrent()).isTrue();
                assertThat(collision.older().node()).isEqualTo("one");
                assertThat(collision.newer().node()).isEqualTo("two");
              });
    }
  }

  @Test
  void anEventOfTheOutsideMayComeTwiceAndLateAndToSeveralNodes() {
    try (Nodes nodes = new Nodes()) {
      Member one = nodes.start("one");
      Member two = nodes.start("two");
      Instant now = Instant.now();
      SyncEvent first = new SyncEvent("key", "first", now, "elsewhere", 1);
      SyncEvent second = new SyncEvent("key", "second", now.plusMillis(1), "elsewhere", 2);

      one.synchronizer().handleUpdate(second).join();
      one.synchronizer().handleUpdate(first).join();
      one.synchronizer().handleUpdate(second).join();
      two.synchronizer().handleUpdate(first).join();

      eventually(
          () -> {
            assertThat(one.get("key")).isEqualTo("second");
            assertThat(two.get("key")).isEqualTo("second");
          });
      one.synchronizer()
          .handleUpdate(new SyncEvent("key", null, now.plusMillis(2), "elsewhere", 3))
          .join();
      eventually(() -> assertThat(two.map()).isEmpty());
    }
  }

  @Test
  void ofEventsOfTheOutsideTheHigherVersionStaysWhateverTheirTimesSay() {
    try (Nodes nodes = new Nodes(Nodes.quick().withConflict(Conflict.oldest()))) {
      Member one = nodes.start("one");
      Member two = nodes.start("two");
      nodes.network.split(Map.of("one", 1, "two", 2));
      Instant now = Instant.now();
      one.synchronizer()
          .handleUpdate(new SyncEvent("key", "second", now.minusSeconds(1), "elsewhere", 2))
          .join();
      two.synchronizer().handleUpdate(new SyncEvent("key", "first", now, "elsewhere", 1)).join();

      nodes.network.heal();

      eventually(() -> assertThat(two.get("key")).isEqualTo("second"));
      two.synchronizer().sync().join();
      assertThat(one.get("key")).isEqualTo("second");
    }
  }

  @Test
  void aWriteFromTheFarFutureIsRefusedAndSaid() {
    try (Nodes nodes = new Nodes()) {
      Member one = nodes.start("one");
      SyncEvent event =
          new SyncEvent("key", "value", Instant.now().plusSeconds(3_600), "elsewhere", 1);

      assertThatThrownBy(() -> one.synchronizer().handleUpdate(event).join())
          .hasMessageContaining("future");
      eventually(() -> assertThat(one.status().detail().rejectedAhead()).isEqualTo(1));
      assertThat(one.map()).isEmpty();
    }
  }

  @Test
  void aNodeWhoseClockIsAnHourOffGetsAndGivesLikeTheOthers() {
    try (Nodes nodes = new Nodes()) {
      Member one = nodes.start("one");
      nodes.start("two");
      Clock clock = Clock.offset(Clock.system(ZoneOffset.UTC), Duration.ofHours(-1));
      Member behind = nodes.start("behind", CacheSettings.plain(), Nodes.quick().withClock(clock));
      eventually(
          () -> {
            assertThat(behind.status().detail().clockOffset())
                .isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
          });

      one.put("key", "of a right clock");
      eventually(() -> assertThat(behind.get("key")).isEqualTo("of a right clock"));
      behind.put("key", "of a wrong clock");
      eventually(() -> assertThat(one.get("key")).isEqualTo("of a wrong clock"));
      one.put("key", "of a right clock again");
      eventually(() -> assertThat(behind.get("key")).isEqualTo("of a right clock again"));
    }
  }

  @Test
  void whatTheApplicationPutIntoItsCacheIsFoundAndSpread() {
    try (Nodes nodes = new Nodes()) {
      Member one = nodes.start("one");
      Member two = nodes.start("two");
      one.map().put("key", "put past the synchronizer");

      one.synchronizer().sync().join();

      eventually(() -> assertThat(two.get("key")).isEqualTo("put past the synchronizer"));
    }
  }

  @Test
  void whatIsDamagedInACacheIsPutBackWhenAllWritesAreTheSynchronizers() {
    CacheSettings<Object> settings =
        CacheSettings.plain()
            .withOutsideChanges(OutsideChanges.REPAIR)
            .withMissingEntries(MissingEntries.RESTORE);
    try (Nodes nodes = new Nodes()) {
      Member one = nodes.start("one", settings);
      Member two = nodes.start("two", settings);
      one.put("damaged", "value");
      one.put("lost", "value");
      one.map().put("damaged", "valve");
      one.map().put("stray", "never written");
      one.map().remove("lost");

      one.synchronizer().sync().join();

      assertThat(one.map()).isEqualTo(Map.of("damaged", "value", "lost", "value"));
      eventually(() -> assertThat(two.map()).isEqualTo(one.map()));
      eventually(() -> assertThat(one.status().detail().damagedFound()).isEqualTo(3));
    }
  }

  @Test
  void whatACacheHadBeforeIsOlderThanWhatOthersWrote() {
    try (Nodes nodes = new Nodes()) {
      Member one = nodes.start("one");
      one.put("both", "written");
      CacheSynchronizer second = new CacheSynchronizer(Nodes.quick(), nodes.network.transport());
      ConcurrentHashMap<String, Object> map =
          new ConcurrentHashMap<>(Map.of("both", "had before", "own", "had before"));
      second.registerCache(new MapCache<>(map));
      second.connect("two").join();

      eventually(
          () -> {
            assertThat(map).isEqualTo(Map.of("both", "written", "own", "had before"));
            assertThat(one.map()).isEqualTo(map);
          });
      second.close();
    }
  }

  @Test
  void aNodeThatWantsSomeKeysGetsTheseAndNoOthers() {
    try (Nodes nodes = new Nodes()) {
      Member all = nodes.start("all");
      Member some =
          nodes.start("some", CacheSettings.plain().withFilter(KeyFilter.prefixes("eu:", "us:")));
      all.put("eu:1", "one");
      all.put("asia:1", "two");
      some.put("us:1", "three");
      Member later =
          nodes.start("later", CacheSettings.plain().withFilter(KeyFilter.prefixes("asia:")));

      eventually(
          () -> {
            assertThat(all.map()).containsOnlyKeys("eu:1", "asia:1", "us:1");
            assertThat(some.map()).containsOnlyKeys("eu:1", "us:1");
            assertThat(later.map()).containsOnlyKeys("asia:1");
          });
      all.synchronizer().sync().join();
      assertThatThrownBy(() -> some.put("asia:2", "none of its keys"))
          .hasMessageContaining("asia:2");
    }
  }

  @Test
  void groupsAreKeptApart() {
    try (Nodes nodes = new Nodes()) {
      Member one = nodes.start("one", CacheSettings.plain().withGroup("users"));
      Member two = nodes.start("two", CacheSettings.plain().withGroup("users"));
      Member other = nodes.start("other", CacheSettings.plain().withGroup("orders"));
      one.put("key", "user");
      other.put("key", "order");

      eventually(() -> assertThat(two.get("key")).isEqualTo("user"));
      one.synchronizer().sync().join();
      assertThat(other.map()).isEqualTo(Map.of("key", "order"));
    }
  }

  @Test
  void listenersHearOfEveryChange() {
    try (Nodes nodes = new Nodes()) {
      Member one = nodes.start("one");
      Member two = nodes.start("two");
      List<Change<Object>> heard = new CopyOnWriteArrayList<>();
      two.cache()
          .addListener(
              change -> {
                throw new IllegalStateException("A listener that fails");
              });
      two.cache().addListener(heard::add);

      one.put("key", 1);
      eventually(() -> assertThat(two.get("key")).isEqualTo(1));
      two.put("key", 2);
      two.cache().remove("key").join();

      assertThat(heard)
          .containsExactly(
              new Change<>("key", null, 1, false),
              new Change<>("key", 1, 2, true),
              new Change<>("key", 2, null, true));
    }
  }

  @Test
  void messagesThatAreRefusedAreSentAgain() {
    try (Nodes nodes = new Nodes(Nodes.quick().withSyncInterval(Duration.ofHours(1)))) {
      Member one = nodes.start("one");
      Member two = nodes.start("two");
      two.synchronizer().sync().join();
      nodes.network.refuse();
      one.put("key", "value");
      nodes.network.heal();

      eventually(() -> assertThat(two.get("key")).isEqualTo("value"));
    }
  }

  @Test
  void ofAChangedMapOnlyTheChangedFieldIsSent() {
    try (Nodes nodes = new Nodes(Nodes.quick().withSyncInterval(Duration.ofHours(1)))) {
      Member one = nodes.start("one");
      Member two = nodes.start("two");
      two.synchronizer().sync().join();
      Map<String, Object> fields = new TreeMap<>();
      for (int i = 0; i < 500; i++) {
        fields.put("field" + i, "value" + i);
      }
      one.put("key", new TreeMap<>(fields));
      eventually(() -> assertThat(two.get("key")).isEqualTo(fields));
      long before = nodes.network.bytes();
      fields.put("field77", "another value");
      fields.remove("field78");

      one.put("key", new TreeMap<>(fields));

      eventually(() -> assertThat(two.get("key")).isEqualTo(fields));
      assertThat(nodes.network.bytes() - before).isBetween(1L, 500L);
    }
  }

  @Test
  void nodesAgreeThroughLossAndDuplicates() {
    try (Nodes nodes = new Nodes()) {
      List<Member> members = List.of(nodes.start("one"), nodes.start("two"), nodes.start("three"));
      nodes.network.disturb(0.3, 0.3);
      for (int i = 0; i < 500; i++) {
        members.get(i % 3).cache().put("key" + i % 50, i).join();
      }
      nodes.network.heal();

      eventually(
          () -> {
            assertThat(members.get(0).map()).hasSize(50).isEqualTo(members.get(1).map());
            assertThat(members.get(2).map()).isEqualTo(members.get(1).map());
          });
    }
  }

  @Test
  void aFullReplicaRefusesNewKeysAndSaysSo() {
    try (Nodes nodes = new Nodes(Nodes.quick().withMaxEntries(2))) {
      Member one = nodes.start("one");
      one.put("a", 1);
      one.put("b", 2);

      assertThatThrownBy(() -> one.put("c", 3)).hasMessageContaining("maxEntries");
      one.put("b", 4);
      assertThat(one.map()).isEqualTo(Map.of("a", 1, "b", 4));
    }
  }

  @Test
  void operationsBeforeAndAfterItsLifeFail() {
    Nodes nodes = new Nodes();
    CacheSynchronizer synchronizer =
        new CacheSynchronizer(Nodes.quick(), nodes.network.transport());
    SyncedCache<Object> cache =
        synchronizer.registerCache(new MapCache<>(new ConcurrentHashMap<>()));

    assertThatThrownBy(() -> cache.put("key", 1).join()).hasMessageContaining("connect");
    assertThatThrownBy(() -> synchronizer.sync().join()).hasMessageContaining("connect");
    assertThatThrownBy(() -> synchronizer.connect("a#b").join()).hasMessageContaining("#");
    synchronizer.connect("one").join();
    synchronizer.close();
    synchronizer.close();
    assertThatThrownBy(() -> cache.put("key", 1).join()).hasMessageContaining("closed");
    assertThat(synchronizer.getStatus().connected()).isFalse();
  }
}
