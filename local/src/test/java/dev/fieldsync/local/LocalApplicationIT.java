package dev.fieldsync.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.local.database.LocalDatabase;
import dev.fieldsync.local.demo.DemoTemplate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a person starts and stops it. */
class LocalApplicationIT {

  private static final String NEW_NAME = "{\"name\": \"Edited by a person\"}";

  @TempDir Path temporary;

  private final int httpPort = TestPorts.free();
  private final int kafkaPort = TestPorts.free();
  private final int postgresPort = TestPorts.free();
  private final HttpClient http = HttpClient.newHttpClient();

  /** What a failed test has killed leaves its database server behind. */
  @AfterEach
  void stopDatabase() throws IOException {
    Path data = temporary.toRealPath().resolve("data");
    if (Files.exists(data)) {
      new LocalDatabase(
              data.resolve("postgres"),
              data.resolve("programs"),
              data.resolve("logs/postgres.log"),
              postgresPort)
          .takeOver();
    }
  }

  @Test
  void anEditSurvivesStoppingAndStarting() throws Exception {
    try (JavaProcess first = startReady()) {
      assertThat(request("GET", "")).contains("Fire safety inspection");
      assertThat(request("PATCH", NEW_NAME)).contains("\"success\":true");

      first.terminate();

      first.awaitEnd();
      assertThat(first.output()).doesNotContain("did not stop");
    }
    try (JavaProcess second = startReady()) {
      assertThat(request("GET", "")).contains("Edited by a person");
      second.terminate();
      second.awaitEnd();
    }
  }

  @Test
  void aSecondStartIsRefusedInOneLineAndDoesNoHarm() throws Exception {
    try (JavaProcess first = startReady();
        JavaProcess second = start()) {
      assertThat(second.awaitEnd()).isEqualTo(1);

      assertThat(second.output().lines())
          .containsExactly(
              "Fieldsync starts ...",
              "The data directory %s is in use by process %d; %s"
                  .formatted(
                      temporary.toRealPath().resolve("data"),
                      first.pid(),
                      "stop it or choose another with --fieldsync.local.data=<directory>."));
      assertThat(request("GET", "")).contains("Fire safety inspection");
      first.terminate();
      first.awaitEnd();
    }
  }

  @Test
  void aPortInUseIsRefusedInOneLine() throws Exception {
    try (ServerSocket taken = new ServerSocket(kafkaPort, 1, InetAddress.getLoopbackAddress());
        JavaProcess refused = start()) {
      assertThat(refused.awaitEnd()).isEqualTo(1);

      assertThat(refused.output().lines())
          .hasSize(2)
          .last()
          .asString()
          .contains("Port " + taken.getLocalPort() + " for Kafka", "--fieldsync.local.kafka-port");
    }
  }

  @Test
  @Tag("fault")
  void anEditSurvivesAKill() throws Exception {
    try (JavaProcess first = startReady()) {
      assertThat(request("PATCH", NEW_NAME)).contains("\"success\":true");
      first.kill();
    }
    try (JavaProcess second = startReady()) {
      assertThat(request("GET", "")).contains("Edited by a person");
      assertThat(request("PATCH", "{\"name\": \"Edited again\"}")).contains("Edited again");
      second.terminate();
      second.awaitEnd();
    }
  }

  private JavaProcess startReady() throws IOException {
    JavaProcess process = start();
    process.awaitOutput("Fieldsync is ready");
    return process;
  }

  private JavaProcess start() throws IOException {
    return JavaProcess.start(
        temporary,
        LocalApplication.class,
        "--fieldsync.local.data=data",
        "--fieldsync.local.http-port=" + httpPort,
        "--fieldsync.local.kafka-port=" + kafkaPort,
        "--fieldsync.local.postgres-port=" + postgresPort);
  }

  private String request(String method, String body) throws Exception {
    URI uri =
        URI.create(
            "http://127.0.0.1:%d/api/templates/%s"
                .formatted(httpPort, DemoTemplate.FIRE_SAFETY.id()));
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    return http.send(request, BodyHandlers.ofString()).body();
  }
}
