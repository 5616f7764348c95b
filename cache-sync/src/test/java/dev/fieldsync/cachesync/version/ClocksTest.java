package dev.fieldsync.cachesync.version;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClocksTest {

  private static final long HOUR = 3_600_000;

  private final HybridClock clock = new HybridClock(Duration.ofMinutes(1));

  @Test
  void timesGrowAlsoWhileTheClockStandsOrGoesBackALittle() {
    long first = clock.next(1_000_000);
    long second = clock.next(1_000_000);
    long third = clock.next(999_000);

    assertThat(List.of(first, second, third)).isSorted().doesNotHaveDuplicates();
    assertThat(HybridClock.millis(third)).isEqualTo(1_000_000);
  }

  @Test
  void whatWasSeenIsFollowedWithinTheBound() {
    clock.follow(HybridClock.at(1_050_000), 1_000_000);
    assertThat(HybridClock.millis(clock.next(1_000_000))).isEqualTo(1_050_000);

    clock.follow(HybridClock.at(2_000_000), 1_000_000);
    assertThat(HybridClock.millis(clock.next(1_000_000))).isEqualTo(1_050_000);
  }

  @Test
  void aClockThatWasSetBackFarIsFollowed() {
    clock.next(1_000_000 + HOUR);

    assertThat(HybridClock.millis(clock.next(1_000_000))).isEqualTo(1_000_000);
  }

  @Test
  void aMinorityFarOffUsesTheMedianAndTheMajorityIsNotMoved() {
    GroupClock wrong = new GroupClock(Duration.ofSeconds(5));
    wrong.hear("a", 1_000_000 + HOUR, 1_000_000);
    wrong.hear("b", 1_000_010 + HOUR, 1_000_000);
    GroupClock right = new GroupClock(Duration.ofSeconds(5));
    right.hear("wrong", 1_000_000, 1_000_000 + HOUR);
    right.hear("b", 1_000_010, 1_000_000);

    assertThat(wrong.adjust(1_000_000)).isBetween(1_000_000 + HOUR, 1_000_010 + HOUR);
    assertThat(right.adjust(1_000_000)).isEqualTo(1_000_000);
    wrong.retain(List.of());
    assertThat(wrong.offsetMillis()).isZero();
  }

  @Test
  void ofTwoClocksTheSlowerOneCountsOnBothNodes() {
    GroupClock ahead = new GroupClock(Duration.ofSeconds(5));
    ahead.hear("other", 1_000_000, 1_000_000 + HOUR);
    GroupClock behind = new GroupClock(Duration.ofSeconds(5));
    behind.hear("other", 1_000_000 + HOUR, 1_000_000);

    assertThat(ahead.adjust(1_000_000 + HOUR)).isEqualTo(1_000_000);
    assertThat(behind.adjust(1_000_000)).isEqualTo(1_000_000);
  }
}
