package dev.fieldsync.local.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.local.JavaProcess;
import dev.fieldsync.local.journey.ApiClient.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Promise: many people at one template lose nothing. Prints figures and asserts none of them. Runs
 * against a system of its own, or the one at {@code -Dfieldsync.load.port} on this machine.
 */
@Tag("load")
class HotTemplateLoadIT {

  private static final int CLIENTS = 64;
  private static final Duration WARM_UP = Duration.ofSeconds(10);
  private static final Duration LOAD = Duration.ofSeconds(20);

  @TempDir Path temporary;

  /** What one client did: its acknowledged versions, how long each took, its last value. */
  private record Run(List<Long> versions, List<Long> nanos, int last) {}

  @Test
  void sixtyFourClientsThatEachWriteTheirOwnKeyLoseNoUpdate() throws Exception {
    Integer port = Integer.getInteger("fieldsync.load.port");
    if (port != null) {
      run(new ApiClient(port));
      return;
    }
    LocalProcess local = new LocalProcess(temporary);
    try (JavaProcess process = local.startReady()) {
      run(local.client());
      process.terminate();
      process.awaitEnd();
    }
  }

  private static void run(ApiClient client) {
    load(client, WARM_UP);
    String path = newTemplate(client);
    long begin = System.nanoTime();

    List<Run> runs = load(client, path, LOAD);

    double seconds = (System.nanoTime() - begin) / 1e9;
    List<Long> versions = runs.stream().flatMap(each -> each.versions().stream()).sorted().toList();
    assertThat(versions)
        .as("every version once, without a gap")
        .isEqualTo(LongStream.rangeClosed(2, versions.size() + 1L).boxed().toList());
    for (Run each : runs) {
      assertThat(each.versions()).isSorted();
    }
    JsonNode template = client.get(path).json();
    assertThat(template.get("version").stringValue()).startsWith(versions.size() + 1 + "-");
    for (int i = 0; i < CLIENTS; i++) {
      assertThat(template.get("field_definitions").get("client" + i).get("label").stringValue())
          .isEqualTo("value " + runs.get(i).last());
    }
    report(runs, seconds);
  }

  private static void load(ApiClient client, Duration duration) {
    load(client, newTemplate(client), duration);
  }

  private static String newTemplate(ApiClient client) {
    return client.post("/api/templates", "{\"name\":\"Hot\"}").header("Location");
  }

  private static List<Run> load(ApiClient client, String path, Duration duration) {
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      long end = System.nanoTime() + duration.toNanos();
      return IntStream.range(0, CLIENTS)
          .mapToObj(i -> CompletableFuture.supplyAsync(() -> write(client, path, i, end), clients))
          .toList()
          .stream()
          .map(CompletableFuture::join)
          .toList();
    } finally {
      clients.shutdown();
    }
  }

  private static Run write(ApiClient client, String path, int number, long end) {
    List<Long> versions = new ArrayList<>();
    List<Long> nanos = new ArrayList<>();
    int value = 0;
    while (System.nanoTime() < end) {
      value++;
      long begin = System.nanoTime();
      Answer answer =
          client.patch(
              path,
              "{\"field_definitions\":{\"client%d\":{\"label\":\"value %d\"}}}"
                  .formatted(number, value));
      nanos.add(System.nanoTime() - begin);
      assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
      String version = answer.text("newVersion");
      versions.add(Long.parseLong(version.substring(0, version.indexOf('-'))));
    }
    return new Run(versions, nanos, value);
  }

  private static void report(List<Run> runs, double seconds) {
    long[] sorted =
        runs.stream()
            .flatMap(each -> each.nanos().stream())
            .mapToLong(Long::longValue)
            .sorted()
            .toArray();
    System.out.printf(
        "Hot template, %d clients, %.0f s: %d updates, %.0f/s; p50 %.1f ms, p95 %.1f ms,"
            + " p99 %.1f ms, max %.1f ms; none lost, none failed%n",
        CLIENTS,
        seconds,
        sorted.length,
        sorted.length / seconds,
        percentile(sorted, 0.50),
        percentile(sorted, 0.95),
        percentile(sorted, 0.99),
        percentile(sorted, 1));
  }

  private static double percentile(long[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] / 1e6;
  }
}
