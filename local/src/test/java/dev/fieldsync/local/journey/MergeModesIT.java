package dev.fieldsync.local.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.local.journey.ApiClient.Answer;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The ways in which a change meets what others changed meanwhile, over HTTP. */
class MergeModesIT {

  private static final String[] JSON_PATCH = {"Content-Type", "application/json-patch+json"};

  private static final Cluster CLUSTER = new Cluster();
  private static ApiClient gateway;
  private static ApiClient otherGateway;

  @BeforeAll
  static void start() {
    gateway = CLUSTER.startGateway();
    otherGateway = CLUSTER.startGateway();
    CLUSTER.startWorker();
    CLUSTER.awaitAssignment();
  }

  @AfterAll
  static void stop() {
    CLUSTER.close();
  }

  @Test
  void aThreeWayMergeKeepsWhatBothSidesDidAndSaysWhereTheyMet() {
    String path =
        create(
            """
            {"name": "Base",
             "sections": [{"id": "a", "title": "A", "fields": []},
                          {"id": "b", "title": "B", "fields": []},
                          {"id": "c", "title": "C", "fields": []}],
             "field_definitions": {"f": {"label": "F"}}}
            """);
    String base = gateway.get(path).text("version");
    gateway.patch(
        path,
        """
        {"name": "Theirs",
         "sections": [{"id": "new", "title": "N"}, {"id": "a", "title": "A!", "fields": []},
                      {"id": "b", "title": "B", "fields": []}]}
        """);

    Answer merged =
        otherGateway.put(
            path,
            """
            {"name": "Yours",
             "sections": [{"id": "b", "title": "B", "fields": []},
                          {"id": "a", "title": "A", "fields": []},
                          {"id": "c", "title": "C!", "fields": []}],
             "field_definitions": {"f": {"label": "F!"}}}
            """,
            "X-Base-Version",
            base);

    assertThat(merged.status()).as(merged.response().body()).isEqualTo(200);
    JsonNode data = merged.json().get("data");
    assertThat(data.get("name").stringValue()).isEqualTo("Yours");
    assertThat(data.get("sections").valueStream().map(section -> section.get("id").stringValue()))
        .containsExactly("new", "b", "a", "c");
    assertThat(data.get("sections").get(2).get("title").stringValue()).isEqualTo("A!");
    assertThat(data.get("sections").get(3).get("title").stringValue()).isEqualTo("C!");
    JsonNode conflicts = merged.json().get("conflicts");
    assertThat(
            conflicts
                .valueStream()
                .map(each -> each.get("path").stringValue() + " " + each.get("kind").stringValue()))
        .containsExactlyInAnyOrder("/name value", "/sections/3 delete-edit");
    Answer status = gateway.get("/api/updates/" + merged.text("updateId"));
    assertThat(status.json().get("conflicts")).isEqualTo(conflicts);
    assertThat(status.json().get("timings").propertyNames())
        .containsExactlyInAnyOrder("acceptedAt", "queuedAt", "startedAt", "decidedAt");
  }

  @Test
  void aJsonPatchIsAppliedWholeAndAFailedTestIsNamed() {
    String path = create("{\"name\":\"N\",\"sections\":[]}");
    String version = gateway.get(path).text("version");

    Answer applied =
        gateway.patch(
            path,
            """
            [{"op": "test", "path": "/version", "value": "%s"},
             {"op": "add", "path": "/sections/-", "value": {"id": "s"}},
             {"op": "copy", "from": "/name", "path": "/sections/0/title"}]
            """
                .formatted(version),
            JSON_PATCH);
    Answer failed =
        gateway.patch(
            path,
            """
            [{"op": "replace", "path": "/name", "value": "M"},
             {"op": "test", "path": "/version", "value": "%s"}]
            """
                .formatted(version),
            JSON_PATCH);

    assertThat(applied.json().get("data").get("sections").toString())
        .isEqualTo("[{\"id\":\"s\",\"title\":\"N\"}]");
    assertThat(failed.status()).isEqualTo(409);
    assertThat(failed.text("title")).isEqualTo("PatchTestFailed");
    assertThat(failed.text("detail")).contains("Operation 1").contains("/version");
    assertThat(failed.text("currentVersion")).isEqualTo(applied.text("newVersion"));
    assertThat(gateway.get(path).text("name")).isEqualTo("N");
  }

  @Test
  void aJsonPatchWithABaseIsMerged() {
    String path = create("{\"name\":\"N\",\"sections\":[{\"id\":\"a\"},{\"id\":\"b\"}]}");
    String base = gateway.get(path).text("version");
    gateway.patch(path, "[{\"op\":\"remove\",\"path\":\"/sections/0\"}]", JSON_PATCH);

    Answer merged =
        gateway.patch(
            path,
            "[{\"op\":\"add\",\"path\":\"/sections/1/title\",\"value\":\"B\"}]",
            "Content-Type",
            "application/json-patch+json",
            "X-Base-Version",
            '"' + base + '"');

    assertThat(merged.json().get("data").get("sections").toString())
        .isEqualTo("[{\"id\":\"b\",\"title\":\"B\"}]");
  }

  @Test
  void aBaseThatNeverWasIsAConflictThatNamesTheCurrentVersion() {
    String path = create("{\"name\":\"N\"}");

    Answer unknown = gateway.patch(path, "{\"name\":\"M\"}", "X-Base-Version", "77-0123abcd");

    assertThat(unknown.status()).isEqualTo(409);
    assertThat(unknown.text("title")).isEqualTo("BaseVersionUnknown");
    assertThat(unknown.text("currentVersion")).isEqualTo(gateway.get(path).text("version"));
    assertThat(gateway.get(path).text("name")).isEqualTo("N");
  }

  @Test
  void concurrentResendsOfOneRequestThroughDifferentGatewaysGetOneResult() {
    String path = create("{\"name\":\"N\"}");
    String key = UUID.randomUUID().toString();
    List<CompletableFuture<Answer>> running =
        IntStream.range(0, 20)
            .mapToObj(
                i ->
                    (i % 2 == 0 ? gateway : otherGateway)
                        .patchAsync(
                            path,
                            i % 5 == 4 ? "{\"name\":\"other\"}" : "{\"name\":\"same\"}",
                            "Idempotency-Key",
                            key))
            .toList();

    List<Answer> answers = running.stream().map(CompletableFuture::join).toList();

    List<Answer> successes = answers.stream().filter(each -> each.status() == 200).toList();
    assertThat(successes.size()).isIn(4, 16);
    assertThat(successes)
        .extracting(each -> each.text("newVersion"))
        .containsOnly(successes.get(0).text("newVersion"));
    assertThat(answers.stream().filter(each -> each.status() == 422))
        .hasSize(20 - successes.size());
    assertThat(gateway.get(path).text("version")).startsWith("2-");
  }

  /** A client that knows only GET and PUT, from before all this. */
  @Test
  void anExistingConsumerWorksAsBefore() {
    String path = create("{\"name\":\"N\"}");
    String before = gateway.get(path).text("version");

    Answer put = gateway.put(path, "{\"sections\":[{\"id\":\"s\",\"title\":\"T\",\"fields\":[]}]}");

    assertThat(put.status()).isEqualTo(200);
    assertThat(put.json().get("success").booleanValue()).isTrue();
    assertThat(put.json().get("data").get("sections").get(0).get("title").stringValue())
        .isEqualTo("T");
    assertThat(put.text("newVersion")).isNotEqualTo(before);
    assertThat(gateway.get(path).text("version")).isEqualTo(put.text("newVersion"));
    JsonNode whole = gateway.get(path).json();
    Answer whatItRead = gateway.put(path, whole.toString());
    assertThat(whatItRead.status()).as("the whole template sent back").isEqualTo(200);
    assertThat(whatItRead.json().get("ignoredFields").toString())
        .isEqualTo("[\"updated_at\",\"last_user_update\",\"organization_id\"]");
  }

  private static String create(String body) {
    return gateway.post("/api/templates", body).header("Location");
  }
}
