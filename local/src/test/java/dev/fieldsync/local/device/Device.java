package dev.fieldsync.local.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.fieldsync.shared.json.Json;
import dev.fieldsync.taskagent.TaskAgentApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** A person's device with an agent on it, in this process; it may break off and start again. */
final class Device implements AutoCloseable {

  /** What the services of the same class path bring, and a device does not have. */
  static final String FOREIGN =
      String.join(
          ",",
          "dev.fieldsync.shared.startup.ServiceAutoConfiguration",
          "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
          "org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration",
          "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration",
          "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration",
          "org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration",
          "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration");

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String name;
  private final Path file;
  private final String person;
  private final DeviceNetwork network;
  private final DeviceClock clock = new DeviceClock(Duration.ZERO);
  private final String[] settings;
  private ConfigurableApplicationContext context;
  private String url;

  /**
   * Starts a device that has no tasks yet.
   *
   * @param folder where its file will be
   * @param settings {@code key=value}, besides short delays
   */
  Device(String name, Path folder, String person, int gatewayPort, String... settings) {
    this.name = name;
    this.file = folder.resolve(name + ".db");
    this.person = person;
    this.network = new DeviceNetwork(gatewayPort);
    this.settings = settings;
    start();
  }

  /** What every agent of the tests is told. */
  static List<String> arguments(
      Path file, DeviceNetwork network, String person, String... settings) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--fieldsync.agent.database=" + file,
                "--fieldsync.agent.server=" + network.url(),
                "--fieldsync.agent.actor=" + person,
                "--fieldsync.agent.probe-interval=100ms",
                "--fieldsync.agent.retry-delay=50ms",
                "--fieldsync.agent.sync-interval=300ms",
                "--server.port=0",
                "--spring.autoconfigure.exclude=" + FOREIGN,
                "--logging.level.root=error"));
    for (String setting : settings) {
      arguments.add("--" + setting);
    }
    return arguments;
  }

  private void start() {
    context =
        TaskAgentApplication.builder()
            .initializers(
                unstarted ->
                    ((GenericApplicationContext) unstarted).registerBean(Clock.class, () -> clock))
            .run(arguments(file, network, person, settings).toArray(String[]::new));
    url = "http://127.0.0.1:" + ((WebServerApplicationContext) context).getWebServer().getPort();
  }

  /** Takes its file away in the midst of whatever it does, and starts it again. */
  void breakOffAndStartAgain() {
    context.getBean(HikariDataSource.class).close();
    context.close();
    start();
  }

  String name() {
    return name;
  }

  DeviceNetwork network() {
    return network;
  }

  DeviceClock clock() {
    return clock;
  }

  /** The device's file, for what no call tells. */
  JdbcTemplate file() {
    return context.getBean(JdbcTemplate.class);
  }

  HttpResponse<String> send(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Content-Type", "application/json")
            .timeout(Duration.ofSeconds(30))
            .method(method, BodyPublishers.ofString(body))
            .build();
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  JsonNode json(String path) {
    return Json.parse(send("GET", path, "").body());
  }

  /** Creates a task and returns its id. */
  String create(String title) {
    return done(send("POST", "/api/tasks", body(title)), 201).get("id").asString();
  }

  void rename(String id, String title) {
    done(send("PUT", "/api/tasks/" + id, body(title)), 200);
  }

  void delete(String id) {
    done(send("DELETE", "/api/tasks/" + id, ""), 204);
  }

  private static String body(String title) {
    return "{\"title\":" + Json.mapper().writeValueAsString(title) + "}";
  }

  private static JsonNode done(HttpResponse<String> answer, int expected) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(expected);
    return Json.parse(answer.body().isEmpty() ? "null" : answer.body());
  }

  JsonNode status() {
    return json("/api/sync/status");
  }

  /** The titles of the tasks that are not deleted, by id. */
  Map<String, String> titles() {
    Map<String, String> titles = new TreeMap<>();
    json("/api/tasks")
        .forEach(task -> titles.put(task.get("id").asString(), task.get("title").asString()));
    return titles;
  }

  /** Waits until nothing is left to be sent. */
  void awaitSent() {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> status().get("pending_sync_count").longValue() == 0);
  }

  /** Sends, and fetches what others did. */
  void sync() {
    awaitSent();
    done(send("POST", "/api/sync", ""), 200);
  }

  @Override
  public void close() {
    context.close();
    network.close();
  }
}
