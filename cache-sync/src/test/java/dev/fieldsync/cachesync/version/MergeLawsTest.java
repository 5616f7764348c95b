package dev.fieldsync.cachesync.version;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Merging is commutative, associative and idempotent, so order and repetition do not matter. */
class MergeLawsTest {

  /** States of one key that a few writers may have come to, having heard of some of the others. */
  private static List<Versions> states(long seed) {
    Random random = new Random(seed);
    List<Versions> states = new ArrayList<>();
    long[] counters = new long[4];
    for (int i = 0; i < 8; i++) {
      int writer = random.nextInt(counters.length);
      Dot dot = new Dot("n" + writer + "#1", ++counters[writer]);
      long time = 1L + random.nextInt(20);
      Version version =
          random.nextInt(4) == 0
              ? Version.deleted(dot, time)
              : Version.of(dot, time, ("v" + i).getBytes(StandardCharsets.UTF_8));
      Versions known = null;
      for (Versions state : states) {
        boolean own = state.seen().counter(dot.actor()) > 0;
        if (own || random.nextInt(3) == 0) {
          known = known == null ? state : known.merge(state);
        }
      }
      states.add(known == null ? Versions.of(version) : known.write(version));
    }
    return states;
  }

  @Property(tries = 300)
  void setsOfConcurrentVersions(@ForAll long seed) {
    for (Versions a : states(seed)) {
      assertThat(a.merge(a)).isEqualTo(a);
      for (Versions b : states(seed)) {
        assertThat(a.merge(b).digest()).isEqualTo(b.merge(a).digest());
        assertThat(a.merge(b).merge(b).digest()).isEqualTo(a.merge(b).digest());
        for (Versions c : states(seed)) {
          assertThat(a.merge(b).merge(c).digest()).isEqualTo(a.merge(b.merge(c)).digest());
          assertThat(a.merge(b).merge(c).seen()).isEqualTo(a.merge(b.merge(c)).seen());
        }
      }
    }
  }

  @Property(tries = 300)
  void newestVersions(@ForAll long seed) {
    for (Versions a : states(seed)) {
      for (Versions b : states(seed)) {
        assertThat(a.mergeNewest(b).digest()).isEqualTo(b.mergeNewest(a).digest());
        for (Versions c : states(seed)) {
          assertThat(a.mergeNewest(b).mergeNewest(c).digest())
              .isEqualTo(a.mergeNewest(b.mergeNewest(c)).digest());
        }
      }
    }
  }

  @Property(tries = 300)
  void whatReplacesAnotherStaysAlone(@ForAll long seed) {
    for (Versions a : states(seed)) {
      Version version = Version.deleted(new Dot("later#1", 1), 100);
      Versions later = a.write(version);

      assertThat(later.merge(a).concurrent()).containsExactly(version);
      assertThat(a.merge(later).concurrent()).containsExactly(version);
      assertThat(a.isConcurrentWith(later)).isFalse();
    }
  }

  @Property(tries = 300)
  void anIntactVersionIsPreferredToItsDamagedSelf(@ForAll long seed) {
    for (Versions a : states(seed)) {
      Versions damaged =
          new Versions(a.seen(), a.concurrent().stream().map(Version::damaged).toList());

      assertThat(damaged.merge(a).digest()).isEqualTo(a.digest());
      assertThat(a.merge(damaged).digest()).isEqualTo(a.digest());
      assertThat(a.mergeNewest(damaged).isDamaged()).isFalse();
    }
  }
}
