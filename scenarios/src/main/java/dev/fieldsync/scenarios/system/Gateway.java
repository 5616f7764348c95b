package dev.fieldsync.scenarios.system;

import dev.fieldsync.scenarios.process.ScenarioFailure;
import dev.fieldsync.scenarios.process.Waiting;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** A gateway, as its users see it. Thread-safe. */
public final class Gateway {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final URI base;
  private final @Nullable String token;

  /**
   * Names a gateway; nothing is connected.
   *
   * @param base such as {@code http://127.0.0.1:8080}
   * @param token the bearer token; {@code null} for the demo organization of a local system
   */
  public Gateway(URI base, @Nullable String token) {
    this.base = base;
    this.token = token;
  }

  /** Returns where it is. */
  public URI base() {
    return base;
  }

  /** Reads. */
  public Reply get(String path) {
    return get(path, "Scenario");
  }

  /** Reads as somebody. */
  public Reply get(String path, String actor) {
    return await(start("GET", path, actor, "application/json", null));
  }

  /** Sends JSON and waits for the answer. */
  public Reply send(String method, String path, String actor, String json) {
    return await(start(method, path, actor, "application/json", json));
  }

  /** Sends JSON. */
  public CompletableFuture<Reply> start(String method, String path, String actor, String json) {
    return start(method, path, actor, "application/json", json);
  }

  /** Sends JSON that is to be applied later; the answer says that it is accepted. */
  public CompletableFuture<Reply> startLater(
      String method, String path, String actor, String json) {
    return start(
        request(path, actor, "application/json")
            .header("Prefer", "respond-async")
            .method(method, BodyPublishers.ofString(json)));
  }

  /**
   * Sends a request.
   *
   * @param type the body's type
   * @param body {@code null} for none
   */
  public CompletableFuture<Reply> start(
      String method, String path, String actor, String type, @Nullable String body) {
    return start(
        request(path, actor, type)
            .method(
                method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(String path, String actor, String type) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(LIMIT)
            .header("Content-Type", type)
            .header("Accept", "application/json, application/problem+json")
            .header("X-Actor", actor);
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  private static CompletableFuture<Reply> start(HttpRequest.Builder request) {
    long began = System.nanoTime();
    return HTTP.sendAsync(request.build(), BodyHandlers.ofString())
        .thenApply(answer -> reply(answer, (System.nanoTime() - began) / 1_000_000));
  }

  /**
   * Waits for an answer.
   *
   * @throws ScenarioFailure when there is none
   */
  public Reply await(CompletableFuture<Reply> answer) {
    try {
      return answer.join();
    } catch (CompletionException e) {
      throw new ScenarioFailure(
          base
              + " does not answer ("
              + e.getCause()
              + "). Does the system run? mvn spring-boot:run",
          e);
    }
  }

  /**
   * Makes a template and waits until it is there, however long that takes.
   *
   * @param id the template's
   * @param json its body, with that id
   */
  public void createTemplate(String id, String json) {
    require(send("POST", "/api/templates", "Scenario", json), "POST /api/templates");
    Waiting.until(
        LIMIT,
        "Template " + id + " is not made",
        () -> get("/api/templates/" + id).status() == 200 ? Optional.of(id) : Optional.empty());
  }

  /**
   * Makes sure that a request succeeded.
   *
   * @return its body
   * @throws ScenarioFailure when it did not
   */
  public static JsonNode require(Reply reply, String what) {
    if (!reply.isSuccess()) {
      throw new ScenarioFailure(
          what + " was answered with " + reply.status() + ": " + reply.body());
    }
    return reply.body();
  }

  private static Reply reply(HttpResponse<String> answer, long millis) {
    return new Reply(
        answer.statusCode(),
        json(answer.body()),
        answer.headers().firstValue("X-Cache").orElse(null),
        millis);
  }

  private static JsonNode json(String text) {
    try {
      return text.isBlank() ? MissingNode.getInstance() : JsonMapper.shared().readTree(text);
    } catch (JacksonException e) {
      return MissingNode.getInstance();
    }
  }
}
