package dev.fieldsync.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class InOrderTest {

  private static final UUID UPDATE = UUID.randomUUID();
  private static final UUID OTHER = UUID.randomUUID();

  private static ReadRecord request(int lane, long offset, long time, UUID update) {
    return new ReadRecord(lane, offset, time, update, null, List.of());
  }

  private static ReadRecord outcome(int lane, long offset, long time, UUID update) {
    return new ReadRecord(lane, offset, time, null, update, List.of());
  }

  @Test
  void recordsOfSeveralLanesAreToldByTime() {
    ReadRecord first = request(0, 5, 10, UPDATE);
    ReadRecord second = outcome(2, 7, 12, UPDATE);
    ReadRecord third = request(1, 1, 13, OTHER);

    assertThat(InOrder.of(List.of(third, second, first))).containsExactly(first, second, third);
  }

  @Test
  void aLaneKeepsItsOrderAndAnOutcomeFollowsItsRequestWhateverTheClocksSay() {
    ReadRecord earlier = request(0, 1, 90, OTHER);
    ReadRecord request = request(0, 2, 100, UPDATE);
    ReadRecord outcome = outcome(2, 7, 50, UPDATE);
    ReadRecord next = outcome(2, 8, 40, OTHER);

    assertThat(InOrder.of(List.of(outcome, next, earlier, request)))
        .containsExactly(earlier, request, outcome, next);
  }

  @Test
  void anOutcomeWhoseRequestIsNotThereDoesNotWait() {
    ReadRecord outcome = outcome(2, 7, 50, UPDATE);
    ReadRecord other = request(0, 1, 60, OTHER);

    assertThat(InOrder.of(List.of(other, outcome))).containsExactly(outcome, other);
  }
}
