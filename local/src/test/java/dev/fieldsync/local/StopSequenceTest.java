package dev.fieldsync.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class StopSequenceTest {

  private static final Duration AMPLE = Duration.ofSeconds(30);

  private final List<String> stopped = new CopyOnWriteArrayList<>();
  private final StopSequence sequence = new StopSequence();

  @Test
  void whatStartedLastStopsFirst() {
    sequence.add("database", AMPLE, () -> stopped.add("database"));
    sequence.add("gateway", AMPLE, () -> stopped.add("gateway"));

    sequence.run();

    assertThat(stopped).containsExactly("gateway", "database");
  }

  @Test
  void aPartThatFailsOrHangsDoesNotKeepTheOthersFromStopping() {
    CountDownLatch never = new CountDownLatch(1);
    sequence.add("database", AMPLE, () -> stopped.add("database"));
    sequence.add(
        "broker",
        AMPLE,
        () -> {
          throw new IllegalStateException("broken");
        });
    sequence.add("gateway", Duration.ofMillis(10), never::await);

    sequence.run();

    assertThat(stopped).containsExactly("database");
  }

  @Test
  void stoppingTwiceStopsEachPartOnce() {
    sequence.add("database", AMPLE, () -> stopped.add("database"));

    sequence.run();
    sequence.run();

    assertThat(stopped).containsExactly("database");
  }
}
