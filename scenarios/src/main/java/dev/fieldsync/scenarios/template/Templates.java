package dev.fieldsync.scenarios.template;

import dev.fieldsync.scenarios.process.ScenarioFailure;
import dev.fieldsync.scenarios.process.Waiting;
import dev.fieldsync.scenarios.system.Gateway;
import dev.fieldsync.scenarios.system.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** What scenarios do with templates. */
final class Templates {

  private static final Duration DECISION_LIMIT = Duration.ofSeconds(60);
  private static final int PAGE = 100;

  private Templates() {}

  static String path(String id) {
    return "/api/templates/" + id;
  }

  /** Makes a template with two fields and a section, and returns its id. */
  static String create(Gateway gateway, String name) {
    String id = UUID.randomUUID().toString();
    String json =
        """
        {"id": "%s", "name": "%s",
         "sections": [{"id": "s1", "title": "First", "fields": ["floors"], "order": 1}],
         "field_definitions": {
           "floors": {"id": "floors", "type": "number", "label": "Floors", "required": true},
           "note": {"id": "note", "type": "text", "label": "Note", "required": false}}}
        """
            .formatted(id, name);
    gateway.createTemplate(id, json);
    return id;
  }

  static JsonNode read(Gateway gateway, String id) {
    return Gateway.require(gateway.get(path(id)), "GET " + path(id));
  }

  /**
   * Waits until an update is decided.
   *
   * @param reply what the gateway answered to it
   * @return the update's final state
   */
  static Outcome decided(Gateway gateway, Reply reply) {
    if (reply.status() == 202) {
      String id = reply.body().path("updateId").asString();
      return Waiting.until(
          DECISION_LIMIT,
          "Update " + id + " is not decided",
          () -> {
            JsonNode state = gateway.get("/api/updates/" + id).body();
            String status = state.path("status").asString("pending");
            return status.equals("pending")
                ? Optional.empty()
                : Optional.of(
                    new Outcome(
                        status.equals("applied"),
                        state.path("attempts").size(),
                        took(state),
                        state.path("version").asString("")));
          });
    }
    return new Outcome(
        reply.status() == 200,
        reply.body().path("attempts").asInt(1),
        reply.millis(),
        reply.body().path("newVersion").asString(""));
  }

  private static long took(JsonNode state) {
    JsonNode timings = state.path("timings");
    return Duration.between(
            java.time.Instant.parse(timings.path("acceptedAt").asString()),
            java.time.Instant.parse(timings.path("decidedAt").asString()))
        .toMillis();
  }

  /**
   * What became of an update.
   *
   * @param applied whether it was written
   * @param attempts how often it was tried
   * @param millis until the answer, or until it was decided where that was later
   * @param version the one that it made
   */
  record Outcome(boolean applied, int attempts, long millis, String version) {}

  /** Returns all versions with what made them, newest first. */
  static List<JsonNode> history(Gateway gateway, String id) {
    List<JsonNode> all = new ArrayList<>();
    String before = "";
    do {
      JsonNode page =
          Gateway.require(
              gateway.get(path(id) + "/history?limit=" + PAGE + before), "GET " + path(id));
      page.path("items").forEach(all::add);
      String next = page.path("nextBefore").asString("");
      before = next.isEmpty() ? "" : "&before=" + next;
    } while (!before.isEmpty());
    return all;
  }

  /** Counts versions that do not follow the one that stands before them. */
  static long broken(List<JsonNode> newestFirst) {
    long broken = 0;
    for (int i = 0; i + 1 < newestFirst.size(); i++) {
      String follows = newestFirst.get(i).path("previousVersion").asString("");
      if (!follows.equals(newestFirst.get(i + 1).path("version").asString())) {
        broken++;
      }
    }
    return broken;
  }

  /**
   * Asks for the background job.
   *
   * @return its answer: outcome, reason
   */
  static JsonNode process(Gateway gateway, String id) {
    return processed(gateway.send("POST", path(id) + "/process", "Background", ""));
  }

  static JsonNode processed(Reply reply) {
    if (!reply.isSuccess()) {
      throw new ScenarioFailure(
          "The background job was answered with " + reply.status() + ": " + reply.body());
    }
    return reply.body();
  }
}
