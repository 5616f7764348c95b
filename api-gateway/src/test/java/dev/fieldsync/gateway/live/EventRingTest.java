package dev.fieldsync.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class EventRingTest {

  private static final int SIZE = 8;

  private final EventRing ring = new EventRing(TestLogs.properties(SIZE));
  private LogPosition position = TestLogs.START;

  private void append(int records) {
    for (int i = 0; i < records; i++) {
      PlacedEvents placed =
          PlacedEvents.of(List.of(TestLogs.record(0, position.offset(0), 1)), position);
      position = placed.end();
      ring.append(placed.events(), position);
    }
  }

  @Test
  void hasNoStateUntilTheLogsAreFollowedAndNoneAfterwards() throws Exception {
    assertThat(ring.awaitState(0)).isEmpty();

    ring.restart(TestLogs.START);
    assertThat(ring.awaitState(0)).map(EventRing.State::start).contains(TestLogs.START);

    ring.close();
    assertThat(ring.awaitState(0)).isEmpty();
  }

  @Test
  void keepsTheLatestEventsAndSaysWhereTheyBegin() throws Exception {
    ring.restart(TestLogs.START);
    append(SIZE + 3);

    EventRing.State state = ring.awaitState(0).orElseThrow();

    assertThat(state.start().offset(0)).isEqualTo(3);
    assertThat(state.tail().offset(0)).isEqualTo(SIZE + 3);
    assertThat(ring.read(state.oldest(), 0).orElseThrow().events()).hasSize(SIZE);
  }

  @Test
  void aCursorThatWasOvertakenIsToldSo() throws Exception {
    ring.restart(TestLogs.START);
    long cursor = ring.awaitState(0).orElseThrow().next();
    append(SIZE);
    assertThat(ring.read(cursor, 0)).isPresent();

    append(1);

    assertThat(ring.read(cursor, 0)).isEmpty();
  }

  @Test
  void aRestartOvertakesEverybody() throws Exception {
    ring.restart(TestLogs.START);
    long cursor = ring.awaitState(0).orElseThrow().next();

    ring.restart(TestLogs.START.at(0, 100));

    assertThat(ring.read(cursor, 0)).isEmpty();
    assertThat(ring.read(ring.awaitState(0).orElseThrow().next(), 0)).isPresent();
  }

  @Test
  void memoryIsBoundedAsWellAsNumber() throws Exception {
    LiveProperties small =
        new LiveProperties(
            1,
            java.time.Duration.ZERO,
            java.time.Duration.ZERO,
            1_000,
            DataSize.ofKilobytes(64),
            1,
            java.time.Duration.ZERO);
    EventRing bounded = new EventRing(small);
    bounded.restart(TestLogs.START);
    LogPosition at = TestLogs.START;
    for (int i = 0; i < 100; i++) {
      LifeEvent large = TestLogs.event("x".repeat(10_000));
      PlacedEvents placed =
          PlacedEvents.of(List.of(new ReadRecord(0, i, 0, null, null, List.of(large))), at);
      at = placed.end();
      bounded.append(placed.events(), at);
    }

    EventRing.State state = bounded.awaitState(0).orElseThrow();

    assertThat(state.next() - state.oldest()).isBetween(1L, 4L);
    assertThat(state.tail().offset(0)).isEqualTo(100);
  }

  @Test
  void aRecordWithoutEventsMovesTheTailAndWakesNobody() throws Exception {
    ring.restart(TestLogs.START);
    PlacedEvents placed = PlacedEvents.of(List.of(TestLogs.record(1, 0, 0)), TestLogs.START);
    ring.append(placed.events(), placed.end());

    EventRing.State state = ring.awaitState(0).orElseThrow();
    Optional<EventRing.Batch> read = ring.read(state.next(), 0);

    assertThat(state.tail().offset(1)).isEqualTo(1);
    assertThat(read.orElseThrow().events()).isEmpty();
    assertThat(read.orElseThrow().tail()).isEqualTo(placed.end());
  }
}
