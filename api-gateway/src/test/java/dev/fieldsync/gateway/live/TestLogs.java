package dev.fieldsync.gateway.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.springframework.util.unit.DataSize;

/** Logs in memory: every record has one to three events named {@code lane:offset:index}. */
final class TestLogs {

  static final String ORGANIZATION = "acme";
  static final UUID TEMPLATE = new UUID(1, 2);
  static final int LANES = 4;
  static final int UPDATE_LANES = 2;
  static final LogPosition START =
      LogPosition.of(new long[LANES], UPDATE_LANES, LANES - UPDATE_LANES);

  private final List<List<ReadRecord>> lanes = new ArrayList<>();

  TestLogs(int recordsPerLane) {
    for (int lane = 0; lane < LANES; lane++) {
      List<ReadRecord> records = new ArrayList<>();
      for (int offset = 0; offset < recordsPerLane; offset++) {
        records.add(record(lane, offset, (lane + offset) % 4));
      }
      lanes.add(records);
    }
  }

  static ReadRecord record(int lane, long offset, int events) {
    List<LifeEvent> told = new ArrayList<>();
    for (int index = 0; index < events; index++) {
      told.add(event(lane + ":" + offset + ":" + index));
    }
    return new ReadRecord(lane, offset, 0, null, null, told);
  }

  static LifeEvent event(String name) {
    return new LifeEvent("applied", ORGANIZATION, TEMPLATE, name.getBytes(UTF_8));
  }

  static LiveProperties properties(int ringEvents) {
    return new LiveProperties(
        10,
        Duration.ofMinutes(1),
        Duration.ofHours(1),
        ringEvents,
        DataSize.ofMegabytes(1),
        10_000,
        Duration.ofMinutes(1));
  }

  /** Every name once. */
  List<String> names() {
    return lanes.stream()
        .flatMap(List::stream)
        .flatMap(record -> record.events().stream())
        .map(event -> new String(event.json(), UTF_8))
        .toList();
  }

  /** Another order of lanes for each gateway; a lane's own order stays. */
  List<ReadRecord> inSomeOrder(Random random) {
    List<Deque<ReadRecord>> left = new ArrayList<>();
    lanes.forEach(lane -> left.add(new ArrayDeque<>(lane)));
    List<ReadRecord> mixed = new ArrayList<>();
    while (left.stream().anyMatch(lane -> !lane.isEmpty())) {
      Deque<ReadRecord> lane = left.get(random.nextInt(LANES));
      if (!lane.isEmpty()) {
        mixed.add(lane.removeFirst());
      }
    }
    return mixed;
  }

  /** What the brokers would give between two positions. */
  PlacedEvents between(LogPosition from, LogPosition to) {
    List<ReadRecord> read = new ArrayList<>();
    for (int lane = 0; lane < LANES; lane++) {
      for (long offset = from.offset(lane); offset < to.offset(lane); offset++) {
        read.add(lanes.get(lane).get((int) offset));
      }
    }
    PlacedEvents placed = PlacedEvents.of(InOrder.of(read), from);
    return new PlacedEvents(placed.events(), placed.end().max(to));
  }
}
