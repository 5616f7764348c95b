package dev.fieldsync.scenarios.bench.tasks;

import dev.fieldsync.scenarios.process.ScenarioFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls a service on this machine, as somebody. Thread-safe. */
final class Calls {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final int port;
  private final String actor;

  Calls(int port, String actor) {
    this.port = port;
    this.actor = actor;
  }

  JsonNode get(String path) {
    return send("GET", path, "");
  }

  /** Returns what is there, nothing when it is answered with 404. */
  Optional<JsonNode> find(String path) {
    HttpResponse<byte[]> answer = answer("GET", path, "");
    return answer.statusCode() == 404 ? Optional.empty() : Optional.of(read(answer, path));
  }

  /**
   * Sends a request.
   *
   * @throws ScenarioFailure when the answer is no success
   */
  JsonNode send(String method, String path, String body) {
    return read(answer(method, path, body), path);
  }

  private static JsonNode read(HttpResponse<byte[]> answer, String path) {
    requireSuccess(answer, path);
    return JSON.readTree(answer.body());
  }

  private static void requireSuccess(HttpResponse<?> answer, String path) {
    if (answer.statusCode() / 100 != 2) {
      throw new ScenarioFailure(path + " was answered with " + answer.statusCode());
    }
  }

  /**
   * Opens a stream, which its caller closes.
   *
   * @throws ScenarioFailure when the answer is no success
   */
  InputStream stream(String path) {
    HttpResponse<InputStream> answer = answer("GET", path, "", BodyHandlers.ofInputStream());
    requireSuccess(answer, path);
    return answer.body();
  }

  private HttpResponse<byte[]> answer(String method, String path, String body) {
    return answer(method, path, body, BodyHandlers.ofByteArray());
  }

  private <T> HttpResponse<T> answer(
      String method, String path, String body, BodyHandler<T> handler) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .header("X-Actor", actor)
            .method(method, BodyPublishers.ofString(body))
            .build();
    try {
      return HTTP.send(request, handler);
    } catch (IOException e) {
      throw new ScenarioFailure(method + " " + path + " was not answered: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ScenarioFailure("Interrupted", e);
    }
  }
}
