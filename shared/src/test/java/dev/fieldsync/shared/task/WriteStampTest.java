package dev.fieldsync.shared.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Which write wins, against a model that says it in words. */
class WriteStampTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  /** Few different values, so that ties are common. */
  @Provide
  Arbitrary<WriteStamp> stamps() {
    Arbitrary<Instant> times = Arbitraries.integers().between(0, 3).map(NOON::plusSeconds);
    return Combinators.combine(
            times,
            Arbitraries.of(TaskAction.values()),
            times,
            Arbitraries.integers().between(-2, 2).map(n -> new UUID(n, 7)))
        .as(WriteStamp::new);
  }

  private static boolean modelBeats(WriteStamp one, WriteStamp other) {
    if (!one.updatedAt().equals(other.updatedAt())) {
      return one.updatedAt().isAfter(other.updatedAt());
    }
    if (one.action() != other.action()) {
      return one.action() == TaskAction.DELETE
          || (one.action() == TaskAction.UPDATE && other.action() == TaskAction.CREATE);
    }
    if (!one.claimedAt().equals(other.claimedAt())) {
      return one.claimedAt().isAfter(other.claimedAt());
    }
    return one.operationId().toString().compareTo(other.operationId().toString()) > 0;
  }

  @Property
  void theWinnerIsTheOneThatTheRuleNames(
      @ForAll("stamps") WriteStamp one, @ForAll("stamps") WriteStamp other) {
    assertThat(one.beats(other)).isEqualTo(modelBeats(one, other));
  }

  @Property
  void ofTwoDifferentWritesExactlyOneWins(
      @ForAll("stamps") WriteStamp one, @ForAll("stamps") WriteStamp other) {
    assertThat(one.beats(other) ^ other.beats(one)).isEqualTo(!one.equals(other));
  }

  @Property
  void theLastOneStandingIsTheSameInWhateverOrderTheyArrive(
      @ForAll List<@From("stamps") WriteStamp> writes, @ForAll long seed) {
    List<WriteStamp> shuffled = new ArrayList<>(writes);
    Collections.shuffle(shuffled, new Random(seed));

    assertThat(standing(shuffled)).isEqualTo(standing(writes));
  }

  private static List<WriteStamp> standing(List<WriteStamp> arriving) {
    WriteStamp current = null;
    for (WriteStamp write : arriving) {
      current = current == null || write.beats(current) ? write : current;
    }
    return current == null ? List.of() : List.of(current);
  }

  @Property
  void whoeverKnewTheOtherWriteComesAfterIt(
      @ForAll("stamps") WriteStamp known, @ForAll("stamps") WriteStamp later) {
    WriteStamp placed = later.after(known);

    assertThat(placed.beats(known)).isTrue();
    assertThat(placed.operationId()).isEqualTo(later.operationId());
  }

  @Property
  void aBoundedTimeIsNeverFurtherAheadAndKeepsTheOrder(
      @ForAll("times") Instant earlier, @ForAll @IntRange(max = 200) int secondsLater) {
    Instant one = WriteStamp.bounded(earlier, NOON, Duration.ofSeconds(60));
    Instant other =
        WriteStamp.bounded(earlier.plusSeconds(secondsLater), NOON, Duration.ofSeconds(60));

    assertThat(one).isBeforeOrEqualTo(NOON.plusSeconds(60)).isBeforeOrEqualTo(earlier);
    assertThat(other).isAfterOrEqualTo(one);
  }

  @Provide
  Arbitrary<Instant> times() {
    return Arbitraries.integers().between(-200, 200).map(NOON::plusSeconds);
  }

  @Example
  void aTimeWithinTheBoundIsLeftAlone() {
    assertThat(WriteStamp.bounded(NOON.plusSeconds(59), NOON, Duration.ofSeconds(60)))
        .isEqualTo(NOON.plusSeconds(59));
  }
}
