package dev.fieldsync.local.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fieldsync.local.JavaProcess;
import dev.fieldsync.local.journey.ApiClient.Answer;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Promise: the whole system may be killed at any moment under load; after a restart every
 * acknowledged update is there, versions have no gap, and every accepted update gets an outcome.
 */
@Tag("fault")
class KillUnderLoadIT {

  private static final int ROUNDS = 3;
  private static final int WRITERS = 16;
  private static final int TEMPLATES = 4;

  @TempDir Path temporary;

  private final Map<UUID, Sent> sent = new ConcurrentHashMap<>();
  private final AtomicInteger acknowledged = new AtomicInteger();

  /** An update and what its sender was told: 0 when the connection broke before the answer. */
  private record Sent(int template, int writer, int value, int status, String version) {}

  @Test
  void nothingAcknowledgedIsLostAndEveryAcceptedUpdateGetsAnOutcome() throws Exception {
    long seed = System.nanoTime();
    System.out.println("KillUnderLoadIT seed " + seed);
    Random random = new Random(seed);
    LocalProcess local = new LocalProcess(temporary);
    List<String> paths = new ArrayList<>();
    JavaProcess process = local.startReady();
    try {
      for (int i = 0; i < TEMPLATES; i++) {
        paths.add(local.client().post("/api/templates", "{\"name\":\"T\"}").header("Location"));
      }
      for (int round = 1; round <= ROUNDS; round++) {
        CompletableFuture<?> load = startLoad(local, paths, round);
        int enough = acknowledged.get() + 300 + random.nextInt(700);
        await()
            .pollInterval(Duration.ofMillis(5))
            .atMost(Duration.ofMinutes(2))
            .until(() -> acknowledged.get() >= enough);
        process.kill();
        load.join();
        process = local.startReady();
        verify(local, paths);
        System.out.printf(
            "KillUnderLoadIT round %d: %d updates sent, %d acknowledged so far%n",
            round, sent.size(), acknowledged.get());
      }
      process.terminate();
      process.awaitEnd();
    } finally {
      process.close();
    }
  }

  private CompletableFuture<?> startLoad(LocalProcess local, List<String> paths, int round) {
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    List<CompletableFuture<?>> all = new ArrayList<>();
    for (int writer = 0; writer < WRITERS; writer++) {
      int number = writer;
      all.add(
          CompletableFuture.runAsync(
              () -> writeUntilItBreaks(local.client(), paths, number, round * 1_000_000), writers));
    }
    return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
        .whenComplete((done, error) -> writers.shutdown());
  }

  private void writeUntilItBreaks(ApiClient client, List<String> paths, int writer, int first) {
    int template = writer % TEMPLATES;
    for (int value = first; ; value++) {
      UUID key = UUID.randomUUID();
      sent.put(key, new Sent(template, writer, value, 0, ""));
      try {
        Answer answer =
            client.patch(
                paths.get(template),
                "{\"field_definitions\":{\"w%d\":{\"label\":\"%d\"}}}".formatted(writer, value),
                "Idempotency-Key",
                key.toString(),
                "Prefer",
                "return=minimal");
        String version = answer.status() == 200 ? answer.text("newVersion") : "";
        sent.put(key, new Sent(template, writer, value, answer.status(), version));
        if (answer.status() == 200) {
          acknowledged.incrementAndGet();
        }
      } catch (UncheckedIOException e) {
        return;
      }
    }
  }

  private void verify(LocalProcess local, List<String> paths) {
    ApiClient client = local.client();
    sent.forEach(
        (key, update) -> {
          if (update.status() == 200 || update.status() == 202 || update.status() == 0) {
            Answer status = outcome(client, key);
            if (update.status() == 200) {
              assertThat(status.text("status")).isEqualTo("applied");
              assertThat(status.text("version")).isEqualTo(update.version());
            } else if (update.status() == 202) {
              assertThat(status.text("status")).isEqualTo("applied");
            }
          }
        });
    JdbcTemplate jdbc = new JdbcTemplate(database(local));
    for (int template = 0; template < TEMPLATES; template++) {
      UUID id = UUID.fromString(paths.get(template).substring("/api/templates/".length()));
      List<Long> revisions =
          jdbc.queryForList(
              "select revision from fieldsync.template_update where template_id = ? and revision"
                  + " is not null order by revision",
              Long.class,
              id);
      assertThat(revisions).isEqualTo(LongStream.rangeClosed(1, revisions.size()).boxed().toList());
      Answer read = client.get(paths.get(template));
      for (int writer = template; writer < WRITERS; writer += TEMPLATES) {
        int stored =
            Integer.parseInt(
                read.json().get("field_definitions").get("w" + writer).get("label").stringValue());
        assertThat(stored).isGreaterThanOrEqualTo(lastAcknowledged(writer));
      }
    }
  }

  private int lastAcknowledged(int writer) {
    return sent.values().stream()
        .filter(update -> update.writer() == writer && update.status() == 200)
        .mapToInt(Sent::value)
        .max()
        .orElseThrow();
  }

  /** The final outcome; an update whose sender got no answer may never have been accepted. */
  private static Answer outcome(ApiClient client, UUID key) {
    Answer[] last = new Answer[1];
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(50))
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> {
              last[0] = client.get("/api/updates/" + key);
              return last[0].status() == 404
                  || (last[0].status() == 200 && !last[0].text("status").equals("pending"));
            });
    return last[0];
  }

  private static PGSimpleDataSource database(LocalProcess local) {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl("jdbc:postgresql://127.0.0.1:" + local.postgresPort() + "/fieldsync");
    database.setUser("fieldsync");
    return database;
  }
}
