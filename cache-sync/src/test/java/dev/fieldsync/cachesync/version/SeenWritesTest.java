package dev.fieldsync.cachesync.version;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SeenWritesTest {

  private final SeenWrites seen = new SeenWrites();

  @Test
  void gapsCloseInAnyOrder() {
    List<Long> counters = new ArrayList<>();
    for (long i = 1; i <= 100; i++) {
      counters.add(i);
    }
    Collections.shuffle(counters, new Random(5));
    for (long counter : counters) {
      assertThat(seen.has(new Dot("a#1", counter))).isFalse();
      seen.add(new Dot("a#1", counter));
      assertThat(seen.has(new Dot("a#1", counter))).isTrue();
    }
    assertThat(seen.withoutGaps().counter("a#1")).isEqualTo(100);
  }

  @Test
  void whatAnotherHasSeenClosesGaps() {
    seen.add(new Dot("a#1", 3));
    seen.add(new Dot("a#1", 5));

    seen.addAll(VersionVector.of(new Dot("a#1", 2)));

    assertThat(seen.withoutGaps().counter("a#1")).isEqualTo(3);
    assertThat(seen.has(new Dot("a#1", 4))).isFalse();
    assertThat(seen.hasAll(VersionVector.of(new Dot("a#1", 5)))).isFalse();
  }

  @Test
  void writesOfTheOutsideAreNotCounted() {
    seen.add(new Dot("outside", 1));

    assertThat(seen.has(new Dot("outside", 1))).isFalse();
    assertThat(seen.hasAll(VersionVector.of(new Dot("outside", 9)))).isTrue();
  }
}
