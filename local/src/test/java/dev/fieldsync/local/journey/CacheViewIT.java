package dev.fieldsync.local.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fieldsync.local.journey.ApiClient.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a person sees of the caches, and that events keep them warm. */
class CacheViewIT {

  @Test
  void everyGatewayTellsOfItsCacheAndAWriteOnOneWarmsTheOthers() {
    try (Cluster cluster = new Cluster()) {
      ApiClient a = cluster.startGateway("fieldsync.gateway.node=a");
      ApiClient b = cluster.startGateway("fieldsync.gateway.node=b");
      ApiClient c = cluster.startGateway("fieldsync.gateway.node=c");
      cluster.startWorker();
      cluster.awaitAssignment();
      String path = a.post("/api/templates", "{\"name\":\"One\"}").header("Location");
      String cache = path.replace("templates", "cache");
      a.get(path);
      b.get(path);

      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  assertThat(states(c.get(cache)))
                      .isEqualTo(Map.of("a", "fresh", "b", "fresh", "c", "empty")));

      String version = a.patch(path, "{\"name\":\"Two\"}").text("newVersion");
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () -> {
                assertThat(versions(c.get(cache))).containsEntry("b", version);
              });
      assertThat(b.get(path).header("X-Cache")).isEqualTo("HIT");
      assertThat(b.get(path).text("name")).isEqualTo("Two");
      assertThat(a.get("/api/cache/" + UUID.randomUUID()).status()).isEqualTo(404);
      assertThat(a.get("/api/cache/nonsense").status()).isEqualTo(404);
    }
  }

  @Test
  void theObserverSeesEveryGatewayAndNoStaleRead() {
    try (Cluster cluster = new Cluster()) {
      List<ApiClient> gateways = List.of(cluster.startGateway(), cluster.startGateway());
      cluster.startWorker();
      cluster.awaitAssignment();
      String path = gateways.get(0).post("/api/templates", "{\"name\":\"One\"}").header("Location");

      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> {
                gateways.get(0).patch(path, "{\"name\":\"Again\"}");
                for (ApiClient gateway : gateways) {
                  gateway.get(path);
                  String metrics = gateway.get("/actuator/prometheus").response().body();
                  assertThat(number(metrics, "fieldsync_invalidation_delay_seconds_count"))
                      .isPositive();
                  assertThat(number(metrics, "fieldsync_invalidation_everywhere_seconds_count"))
                      .isPositive();
                  assertThat(number(metrics, "fieldsync_stale_reads_total")).isZero();
                }
              });
    }
  }

  private static double number(String metrics, String name) {
    return metrics
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private static Map<String, String> states(Answer answer) {
    return byNode(answer, "state");
  }

  private static Map<String, String> versions(Answer answer) {
    return byNode(answer, "version");
  }

  private static Map<String, String> byNode(Answer answer, String key) {
    Map<String, String> values = new TreeMap<>();
    for (JsonNode entry : answer.json()) {
      values.put(entry.get("node").stringValue(), entry.get(key).stringValue(""));
    }
    return values;
  }
}
