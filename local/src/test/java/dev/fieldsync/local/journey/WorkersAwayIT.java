package dev.fieldsync.local.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fieldsync.local.journey.ApiClient.Answer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Promise: a clear outcome for every accepted request, also when no worker is there at first. */
class WorkersAwayIT {

  @Test
  void anUpdateWaitsInTheQueueUntilAWorkerComesAndEveryGatewayKnows() {
    try (Cluster cluster = new Cluster()) {
      ApiClient gateway = cluster.startGateway("fieldsync.gateway.updates.apply-timeout=200ms");

      Answer create = gateway.post("/api/templates", "{\"name\":\"Patient\"}");
      Answer change =
          gateway.patch(
              "/api/templates/" + templateOf(gateway, create), "{\"name\":\"More patient\"}");
      // It has accepted nothing, so it must look into the queue.
      ApiClient restarted = cluster.startGateway();

      for (Answer accepted : List.of(create, change)) {
        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.text("status")).isEqualTo("pending");
        assertThat(accepted.header("Location")).isEqualTo(accepted.text("statusUrl"));
        for (ApiClient client : List.of(gateway, restarted)) {
          Answer status = client.get(accepted.text("statusUrl"));
          assertThat(status.status()).isEqualTo(200);
          assertThat(status.text("status")).isEqualTo("pending");
        }
      }

      cluster.startWorker();

      for (Answer accepted : List.of(create, change)) {
        await()
            .atMost(Duration.ofSeconds(60))
            .untilAsserted(
                () ->
                    assertThat(restarted.get(accepted.text("statusUrl")).text("status"))
                        .isEqualTo("applied"));
      }
      String path = "/api/templates/" + templateOf(gateway, create);
      assertThat(gateway.get(path).text("name")).isEqualTo("More patient");
      assertThat(restarted.get(path).text("name")).isEqualTo("More patient");
    }
  }

  private static String templateOf(ApiClient gateway, Answer accepted) {
    return gateway.get(accepted.text("statusUrl")).text("templateId");
  }
}
