package dev.fieldsync.scenarios.bench.jobs;

import dev.fieldsync.scenarios.process.ScenarioFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Campaigns over HTTP, as their users make them. */
final class Gateway {

  private static final String JSON = "application/json";
  private static final String NDJSON = "application/x-ndjson";

  /** Nothing is called outside: without a reply it has nothing to look at. */
  private static final String NO_OP =
      """
      {"name": "Bench", "subject": "Hello", "body": "Hello {{name|there}}",
       "workflow": {"start": "analyze", "steps": {
         "analyze": {"kind": "analyze", "next": {"*": "done"}},
         "done": {"kind": "done"}}}}
      """;

  private static final String WAITING =
      """
      {"name": "Waiting", "subject": "Hello", "body": "Hello {{name|there}}",
       "workflow": {"start": "analyze", "steps": {
         "analyze": {"kind": "analyze", "next": {"*": "wait"}},
         "wait": {"kind": "wait_for_reply", "timeout": "PT48H", "next": {"*": "done"}},
         "done": {"kind": "done"}}}}
      """;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final String campaigns;

  Gateway(int port) {
    this.campaigns = "http://127.0.0.1:" + port + "/api/campaigns";
  }

  /** Makes a campaign of jobs that do nothing, none yet, and pauses it. */
  UUID makePaused() {
    UUID id = make(NO_OP);
    post("/" + id + "/pause", JSON, "");
    return id;
  }

  /** Makes a campaign whose jobs wait for replies for two days. */
  UUID makeWaiting() {
    return make(WAITING);
  }

  private UUID make(String campaign) {
    return UUID.fromString(post("", JSON, campaign).path("id").asString());
  }

  void resume(UUID id) {
    post("/" + id + "/resume", JSON, "");
  }

  /** Adds jobs; returns when they are committed. */
  void add(UUID id, String people, int jobs) {
    JsonNode answer = post("/" + id + "/jobs", NDJSON, people);
    if (answer.path("added").asInt() != jobs) {
      throw new ScenarioFailure("The gateway has not added all jobs: " + answer);
    }
  }

  /** Returns people, each with a name and an address, as they are sent. */
  static String people(int from, int number) {
    return IntStream.range(from, from + number)
        .mapToObj("{\"email\":\"p%1$d@example.com\",\"name\":\"Person %1$d\"}%n"::formatted)
        .collect(Collectors.joining());
  }

  private JsonNode post(String path, String type, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(campaigns + path))
            .timeout(Duration.ofMinutes(1))
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() >= 300) {
        throw new ScenarioFailure(
            "The gateway answers POST /api/campaigns%s with %d: %s"
                .formatted(path, answer.statusCode(), answer.body()));
      }
      return JsonMapper.shared().readTree(answer.body());
    } catch (IOException e) {
      throw new ScenarioFailure("The gateway does not answer: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ScenarioFailure("Interrupted", e);
    }
  }
}
