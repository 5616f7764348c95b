package dev.fieldsync.cachesync.replica;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.cachesync.key.KeyFilter;
import dev.fieldsync.cachesync.version.Version;
import dev.fieldsync.cachesync.version.Versions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was removed does not come back, however long somebody was away. */
class HorizonTest {

  private static final long NOW = 1_700_000_000_000L;
  private static final long LATER = NOW + Duration.ofDays(40).toMillis();

  private final Replica one = replica("one#1");
  private final Replica two = replica("two#1");

  private static Replica replica(String actor) {
    return new Replica(
        actor,
        new ReplicaSettings(
            Resolution.NEWEST, KeyFilter.ALL, 1, 100, Duration.ofDays(1), Duration.ofMinutes(1)),
        change -> {});
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void tell(Replica from, Replica to, long now) {
    for (String key : from.keys()) {
      Versions versions = from.find(key).orElseThrow();
      if (to.merge(key, versions, now) == Merged.GONE) {
        from.dropGone(key, versions.concurrent().stream().map(Version::dot).toList(), now);
      }
    }
  }

  @Test
  void aTombstoneGoesAfterTheHorizonAndTheKeyStaysAway() {
    one.write("key", bytes("value"), NOW);
    tell(one, two, NOW);
    one.write("key", null, NOW + 1);

    one.tend(16, NOW + 2);
    assertThat(one.tombstones()).isEqualTo(1);
    one.tend(16, LATER);
    assertThat(one.size()).isZero();

    tell(two, one, LATER);
    assertThat(one.value("key")).isNull();
    assertThat(two.value("key")).isNull();
    assertThat(one.tree(KeyFilter.ALL).root()).isEqualTo(two.tree(KeyFilter.ALL).root());
  }

  @Test
  void whatWasWrittenByOneWhoWasAwayIsKept() {
    one.write("removed", bytes("value"), NOW);
    tell(one, two, NOW);
    one.write("removed", null, NOW + 1);
    one.tend(16, LATER);
    two.write("new", bytes("written while away"), NOW + 2);

    tell(two, one, LATER);
    tell(one, two, LATER);

    assertThat(one.keys()).containsExactly("new");
    assertThat(two.keys()).containsExactly("new");
  }

  @Test
  void aTombstoneStaysWhileSomethingBeforeItMayBeMissing() {
    one.write("other", bytes("never told to two"), NOW);
    one.write("key", bytes("value"), NOW);
    one.write("key", null, NOW + 1);
    two.merge("key", one.find("key").orElseThrow(), NOW);

    two.tend(16, LATER);
    assertThat(two.tombstones()).isEqualTo(1);

    two.learnSeen(one.seen());
    two.tend(16, LATER);
    assertThat(two.size()).isZero();
  }

  @Test
  void aVersionThatWasReplacedLongAgoDoesNotComeBackBesideTheLaterOne() {
    one.write("key", bytes("old"), NOW);
    Versions old = one.find("key").orElseThrow();
    one.write("key", bytes("new"), NOW + 1);
    one.tend(16, LATER);
    assertThat(one.find("key").orElseThrow().seen().counters()).hasSize(1);

    assertThat(one.merge("key", old, LATER)).isEqualTo(Merged.KNOWN);

    assertThat(one.find("key").orElseThrow().concurrent()).hasSize(1);
    assertThat(one.value("key")).isEqualTo(bytes("new"));
  }

  @Test
  void flippedBytesAreGivenUpAndTakenAgain() {
    one.write("key", bytes("value"), NOW);
    Versions good =
        new Versions(
            one.find("key").orElseThrow().seen(),
            List.of(
                Version.of(
                    one.find("key").orElseThrow().newest().dot(),
                    one.find("key").orElseThrow().newest().time(),
                    bytes("value"))));
    one.find("key").orElseThrow().newest().bytes()[0] ^= 1;

    one.tend(16, NOW);
    assertThat(one.value("key")).isNull();
    assertThat(one.damaged()).isEqualTo(1);

    assertThat(one.merge("key", good, NOW)).isEqualTo(Merged.NEWS);
    assertThat(one.value("key")).isEqualTo(bytes("value"));
    assertThat(one.damaged()).isZero();
  }
}
