package dev.fieldsync.local.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fieldsync.shared.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** A person's device with an agent on it that may break off and start again on the same file. */
abstract class Device implements AutoCloseable {

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String name;
  private final Path file;
  private final DeviceNetwork network;

  /**
   * Begins with a device that has no tasks yet.
   *
   * @param folder where its file will be
   */
  Device(String name, Path folder, int gatewayPort) {
    this.name = name;
    this.file = folder.resolve(name + ".db");
    this.network = new DeviceNetwork(gatewayPort);
  }

  /** Where the agent listens. */
  abstract int port();

  /** Says by how much the clock is wrong, from the next start at the latest. */
  abstract void clockIsWrongBy(Duration error);

  /** Ends in the midst of whatever it does, and starts again. */
  abstract void breakOffAndStartAgain();

  String name() {
    return name;
  }

  Path file() {
    return file;
  }

  DeviceNetwork network() {
    return network;
  }

  HttpResponse<String> send(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
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
    network.close();
  }
}
