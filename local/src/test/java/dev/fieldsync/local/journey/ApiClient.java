package dev.fieldsync.local.journey;

import dev.fieldsync.shared.json.Json;
import dev.fieldsync.testing.EventStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;

/** A client of one gateway. */
public final class ApiClient {

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String url;

  public ApiClient(int port) {
    url = "http://127.0.0.1:" + port;
  }

  /** An answer with its body read as JSON; an empty body is a missing node. */
  public record Answer(HttpResponse<String> response) {

    public int status() {
      return response.statusCode();
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse(null);
    }

    public JsonNode json() {
      return Json.parse(response.body());
    }

    public String text(String key) {
      return json().get(key).stringValue();
    }
  }

  /** Opens the live stream. */
  public EventStream watch(String... headers) {
    return EventStream.open(url + "/api/events", headers);
  }

  public int port() {
    return URI.create(url).getPort();
  }

  public Answer get(String path, String... headers) {
    return send(request("GET", path, "", headers));
  }

  public Answer post(String path, String body, String... headers) {
    return send(request("POST", path, body, headers));
  }

  public Answer put(String path, String body, String... headers) {
    return send(request("PUT", path, body, headers));
  }

  public Answer patch(String path, String body, String... headers) {
    return send(request("PATCH", path, body, headers));
  }

  public Answer delete(String path, String... headers) {
    return send(request("DELETE", path, "", headers));
  }

  public CompletableFuture<Answer> patchAsync(String path, String body, String... headers) {
    return http.sendAsync(request("PATCH", path, body, headers), BodyHandlers.ofString())
        .thenApply(Answer::new);
  }

  private HttpRequest request(String method, String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(Duration.ofSeconds(30))
            .setHeader("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    return request.build();
  }

  private Answer send(HttpRequest request) {
    try {
      return new Answer(http.send(request, BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
