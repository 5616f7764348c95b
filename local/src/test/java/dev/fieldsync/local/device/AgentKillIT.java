package dev.fieldsync.local.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fieldsync.local.journey.ApiClient;
import dev.fieldsync.local.journey.Cluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Promise: an agent may be killed at any moment while a person writes and it syncs. What it has
 * confirmed is there afterwards, its file is whole and agrees with itself, no change is sent as two
 * operations, and the server ends with the same tasks.
 */
@Tag("fault")
class AgentKillIT {

  private static final int ROUNDS = 12;
  private static final String SEED = "fieldsync.devices.seed";

  @TempDir Path folder;

  @Test
  void whatWasConfirmedSurvivesEveryKillAndIsSentOnce() {
    long seed = Long.getLong(SEED, System.nanoTime());
    String told = "AgentKillIT -D" + SEED + "=" + seed;
    System.out.println(told);
    Random random = new Random(seed);
    String person = "Person " + UUID.randomUUID();
    try (Cluster cluster = new Cluster()) {
      ApiClient gateway = cluster.startGateway();
      cluster.startWorker();
      cluster.awaitTaskAssignment();
      try (DeviceProcess device = new DeviceProcess("phone", folder, person, gateway.port())) {
        DiligentWriter writer = new DiligentWriter(device, new Random(seed));
        for (int round = 1; round <= ROUNDS; round++) {
          device.network().up(random.nextInt(5) > 0);
          device.network().losesAnswers(random.nextInt(3) == 0);
          CompletableFuture<Void> writing = CompletableFuture.runAsync(writer::writeUntilItBreaks);
          int enough = writer.confirmed() + 1 + random.nextInt(60);
          await(told)
              .pollInterval(Duration.ofMillis(1))
              .atMost(Duration.ofMinutes(1))
              .until(() -> writer.confirmed() >= enough || writing.isDone());
          device.kill();
          writing.join();
          new DeviceFile(device.file()).assertConsistent(told + " round " + round);
          device.network().up(false);
          device.start();
          writer.compare(device.titles(), told + " round " + round);
        }
        device.network().losesAnswers(false);
        device.network().up(true);
        device.sync();
        assertThat(server(gateway, person)).as(told).isEqualTo(device.titles());
        assertThat(device.status().get("dead_letter_count").longValue()).as(told).isZero();
        assertThat(gateway.get("/api/sync/conflicts", "X-Actor", person).json().get("items"))
            .as(told)
            .isEmpty();
        int sent = writer.compareSent(SentOperations.distinct(device), told);
        System.out.printf(
            "%s: %d kills, %d changes confirmed, %d sent in %d batches%n",
            told, ROUNDS, writer.confirmed(), sent, device.network().batches().size());
      }
    }
  }

  private static Map<String, String> server(ApiClient gateway, String person) {
    Map<String, String> titles = new TreeMap<>();
    gateway
        .get("/api/tasks", "X-Actor", person)
        .json()
        .forEach(task -> titles.put(task.get("id").asString(), task.get("title").asString()));
    return titles;
  }
}
