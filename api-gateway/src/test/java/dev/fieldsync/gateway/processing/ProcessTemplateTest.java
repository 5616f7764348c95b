package dev.fieldsync.gateway.processing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fieldsync.gateway.problem.ProblemException;
import dev.fieldsync.gateway.update.Preferences;
import dev.fieldsync.gateway.update.UpdateProperties;
import dev.fieldsync.shared.kafka.Topics;
import dev.fieldsync.shared.kafka.Trace;
import dev.fieldsync.shared.update.ProcessingOutcome;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.util.unit.DataSize;

class ProcessTemplateTest {

  private static final int MAX_WAITING = 2;

  private final AwaitedRuns awaited =
      new AwaitedRuns(
          new UpdateProperties(Duration.ofSeconds(3), MAX_WAITING, 1, DataSize.ofMegabytes(1)));

  @Test
  void whatKafkaDoesNotTakeIsAProblemAndWaitsForNothing() {
    DefaultKafkaProducerFactory<String, byte[]> nobody =
        new DefaultKafkaProducerFactory<>(
            Map.of("bootstrap.servers", "127.0.0.1:1", "max.block.ms", 50),
            new StringSerializer(),
            new ByteArraySerializer());
    ProcessTemplate process =
        new ProcessTemplate(
            awaited, new KafkaTemplate<>(nobody), new Topics(""), Clock.systemUTC());

    // More than may wait: those that failed do not count.
    for (int i = 0; i <= MAX_WAITING; i++) {
      CompletableFuture<Optional<ProcessingOutcome>> answer =
          process.submit(
              UUID.randomUUID(),
              "acme",
              Preferences.of(List.of(), Duration.ofSeconds(3)),
              Trace.continued(null));

      assertThatThrownBy(answer::join)
          .cause()
          .isInstanceOf(ProblemException.class)
          .hasMessageContaining("Send it again");
    }
    nobody.destroy();
  }

  @Test
  void noMoreWaitThanMay() {
    UUID first = UUID.randomUUID();
    assertThat(awaited.add(first)).isNotDone();
    assertThat(awaited.add(UUID.randomUUID())).isNotDone();

    assertThatThrownBy(() -> awaited.add(UUID.randomUUID()))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("Nothing was accepted");

    awaited.remove(first);
    assertThat(awaited.add(UUID.randomUUID())).isNotDone();
  }
}
