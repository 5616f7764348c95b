package dev.fieldsync.local.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.local.journey.ApiClient.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** The past of a template: history, any version, differences, going back. */
class TemplateHistoryIT {

  private static final Cluster CLUSTER = new Cluster();
  private static ApiClient gateway;

  @BeforeAll
  static void start() {
    gateway = CLUSTER.startGateway();
    CLUSTER.startWorker("fieldsync.update-worker.history.snapshot-every=4");
    CLUSTER.awaitAssignment();
  }

  @AfterAll
  static void stop() {
    CLUSTER.close();
  }

  @Test
  void everyVersionIsWhatItsReadersSawWhateverLedThere() {
    String path = create("{\"name\":\"v1\",\"sections\":[{\"id\":\"a\",\"title\":\"A\"}]}");
    Map<String, JsonNode> seen = new HashMap<>();
    List<String> versions = new ArrayList<>();
    Runnable look =
        () -> {
          JsonNode now = gateway.get(path).json();
          versions.add(now.get("version").stringValue());
          seen.put(now.get("version").stringValue(), now);
        };
    look.run();
    for (int round = 0; round < 3; round++) {
      gateway.patch(
          path, "{\"field_definitions\":{\"f%d\":{\"label\":\"1.10\"}}}".formatted(round));
      look.run();
      patchJson(
          path,
          "[{\"op\":\"add\",\"path\":\"/sections/-\",\"value\":{\"id\":\"s%d\",\"note\":null,\"n\":1.10}}]"
              .formatted(round));
      look.run();
      gateway.patch(
          path, "{\"name\":\"three-way %d\"}".formatted(round), "X-Base-Version", versions.get(0));
      look.run();
      gateway.patch(path, "{\"inspection_variants\":[{\"id\":\"v\"}]}");
      look.run();
      gateway.patch(path, "{\"inspection_variants\":null}");
      look.run();
    }

    assertThat(versions).doesNotHaveDuplicates().hasSize(16);
    versions.forEach(
        version ->
            assertThat(gateway.get(path + "/versions/" + version).json())
                .as(version)
                .isEqualTo(seen.get(version)));
    assertThat(gateway.get(path + "/versions/99-00000000").status()).isEqualTo(404);
    assertThat(gateway.get(path + "/versions/99-00000000").text("title"))
        .isEqualTo("VersionNotFound");
  }

  @Test
  void theHistorySaysWhoWhenFromWhereWhatAndWithWhichConflicts() {
    String path = create("{\"name\":\"v1\"}", "X-Actor", "Ada");
    String first = gateway.get(path).text("version");
    Answer byBob = gateway.patch(path, "{\"name\":\"bob's\"}", "X-Actor", "Bob");
    gateway.patch(path, "{\"name\":\"cy's\"}", "X-Actor", "Cy", "X-Base-Version", first);
    gateway.post(path + "/rollback", "{\"toVersion\":\"" + first + "\"}", "X-Actor", "Dee");

    JsonNode newest = gateway.get(path + "/history?limit=3").json();
    JsonNode items = newest.get("items");

    assertThat(items.valueStream().map(item -> item.get("actor").stringValue()))
        .containsExactly("Dee", "Cy", "Bob");
    assertThat(items.valueStream().map(item -> item.get("source").stringValue()))
        .containsExactly("rollback", "user", "user");
    assertThat(items.get(2).get("updateId").stringValue()).isEqualTo(byBob.text("updateId"));
    assertThat(items.get(2).get("previousVersion").stringValue()).isEqualTo(first);
    assertThat(items.get(2).get("patch").toString()).isEqualTo("{\"name\":\"bob's\"}");
    assertThat(items.get(2).get("changedPaths").toString()).isEqualTo("[\"/name\"]");
    assertThat(items.get(2).get("at").isString()).isTrue();
    JsonNode conflict = items.get(1).get("conflicts").get(0);
    assertThat(conflict.get("path").stringValue()).isEqualTo("/name");
    assertThat(conflict.get("base").stringValue()).isEqualTo("v1");
    assertThat(conflict.get("theirs").stringValue()).isEqualTo("bob's");
    assertThat(conflict.get("yours").stringValue()).isEqualTo("cy's");
    assertThat(conflict.get("resolution").stringValue()).isEqualTo("yours");
    JsonNode older =
        gateway.get(path + "/history?before=" + newest.get("nextBefore").stringValue()).json();
    assertThat(older.get("items").size()).isEqualTo(1);
    assertThat(older.get("items").get(0).get("version").stringValue()).isEqualTo(first);
    assertThat(older.get("nextBefore").isNull()).isTrue();
    assertThat(gateway.get(path + "/history?before=bogus").status()).isEqualTo(400);
    assertThat(gateway.get(path + "/history?limit=0").status()).isEqualTo(400);
  }

  @Test
  void theDifferenceBetweenTwoVersionsLeadsFromOneToTheOtherAndShowsTheOldValues() {
    String path =
        create("{\"name\":\"v1\",\"sections\":[{\"id\":\"a\",\"title\":\"A\"},{\"id\":\"b\"}]}");
    JsonNode first = gateway.get(path).json();
    gateway.patch(
        path, "{\"name\":\"v2\",\"sections\":[{\"id\":\"b\"},{\"id\":\"a\",\"title\":\"Z\"}]}");
    JsonNode second = gateway.get(path).json();

    Answer diff =
        gateway.get(
            "%s/diff?from=%s&to=%s"
                .formatted(
                    path, second.get("version").stringValue(), first.get("version").stringValue()));
    Answer back = patchJson(path, diff.response().body());

    assertThat(diff.header("Content-Type")).isEqualTo("application/json-patch+json");
    assertThat(diff.response().body())
        .contains("\"oldValue\":\"v2\"")
        .contains("\"oldValue\":\"Z\"");
    assertThat(back.json().get("data").get("name")).isEqualTo(first.get("name"));
    assertThat(back.json().get("data").get("sections")).isEqualTo(first.get("sections"));
    assertThat(gateway.get(path + "/diff?from=" + first.get("version").stringValue()).json().size())
        .isZero();
    assertThat(gateway.get(path + "/diff").status()).isEqualTo(400);
    assertThat(gateway.get(path + "/diff?from=9-00000000").status()).isEqualTo(404);
  }

  @Test
  void aDifferenceInEveryFieldCanBeSentBackToo() {
    String path =
        create(
            """
            {"name": "t", "sections": [{"id": "a", "t": 1}, {"id": "b"}],
             "field_definitions": {"a/b~c": {"label": "x", "n": 1}, "k": {"label": "K"}},
             "inspection_variants": [{"id": "v"}]}
            """);
    JsonNode first = gateway.get(path).json();
    String last =
        gateway
            .patch(
                path,
                """
                {"name": "two", "sections": [{"id": "c", "x": null}], "inspection_variants": null,
                 "field_definitions": {"a/b~c": null, "k": null, "m": {"options": [1, 2, 3]}}}
                """)
            .text("newVersion");

    Answer diff =
        gateway.get(
            "%s/diff?from=%s&to=%s".formatted(path, last, first.get("version").stringValue()));
    JsonNode back = patchJson(path, diff.response().body()).json().get("data");

    for (String field : List.of("name", "sections", "field_definitions", "inspection_variants")) {
      assertThat(back.get(field)).isEqualTo(first.get(field));
    }
  }

  @Test
  void goingBackIsANewVersionThatCanBeUndoneRepeatedAndMerged() {
    String path = create("{\"name\":\"good\",\"sections\":[{\"id\":\"a\"}]}");
    String good = gateway.get(path).text("version");
    String bad = gateway.patch(path, "{\"name\":\"bad\",\"sections\":[]}").text("newVersion");
    gateway.patch(path, "{\"field_definitions\":{\"f\":{\"label\":\"later\"}}}");

    String key = UUID.randomUUID().toString();
    String wish = "{\"toVersion\":\"" + good + "\"}";
    Answer merged =
        gateway.post(path + "/rollback", wish, "X-Base-Version", bad, "Idempotency-Key", key);
    Answer again =
        gateway.post(path + "/rollback", wish, "X-Base-Version", bad, "Idempotency-Key", key);

    assertThat(merged.status()).isEqualTo(200);
    assertThat(merged.text("newVersion")).startsWith("4-");
    JsonNode data = merged.json().get("data");
    assertThat(data.get("name").stringValue()).isEqualTo("good");
    assertThat(data.get("sections").toString()).isEqualTo("[{\"id\":\"a\"}]");
    assertThat(data.get("field_definitions").has("f")).as("made since the base").isTrue();
    assertThat(again.json()).isEqualTo(merged.json());

    Answer whole = gateway.post(path + "/rollback", "{\"toVersion\":\"" + bad + "\"}");
    assertThat(whole.json().get("data").get("field_definitions").isEmpty()).isTrue();
    Answer late = gateway.post(path + "/rollback", wish, "If-Match", '"' + bad + '"');
    assertThat(late.status()).isEqualTo(412);
    assertThat(gateway.post(path + "/rollback", "{\"toVersion\":\"8-00000000\"}").text("title"))
        .isEqualTo("VersionNotFound");
    assertThat(gateway.post(path + "/rollback", "{}").status()).isEqualTo(400);
  }

  @Test
  void aVersionThatAnotherProductWroteIsKeptOnceOneOfOursFollowsIt() {
    JdbcTemplate jdbc = new JdbcTemplate(CLUSTER.workspace().dataSource());
    UUID id = UUID.randomUUID();
    jdbc.update(
        """
        insert into template_library
               (id, name, sections, field_definitions, version, updated_at, last_user_update,
                organization_id)
        values (?, 'Legacy', '[{"id": "a"}]', '{}', '1.0.0', '2020-02-02T02:02:02Z',
                '2020-01-01T01:01:01Z', 'demo')
        """,
        id);
    String path = "/api/templates/" + id;
    JsonNode legacy = gateway.get(path).json();
    assertThat(gateway.get(path + "/versions/1.0.0").json()).isEqualTo(legacy);
    gateway.patch(path, "{\"sections\":[{\"id\":\"a\"},{\"id\":\"b\"}]}");

    Answer merged = gateway.patch(path, "{\"name\":\"Merged\"}", "X-Base-Version", "1.0.0");

    assertThat(merged.json().get("conflicts").isEmpty()).isTrue();
    assertThat(merged.json().get("data").get("sections").size()).isEqualTo(2);
    assertThat(gateway.get(path + "/versions/1.0.0").json()).isEqualTo(legacy);
    assertThat(
            gateway
                .post(path + "/rollback", "{\"toVersion\":\"1.0.0\"}")
                .json()
                .get("data")
                .get("name"))
        .isEqualTo(legacy.get("name"));
  }

  private static String create(String body, String... headers) {
    return gateway.post("/api/templates", body, headers).header("Location");
  }

  private static Answer patchJson(String path, String operations) {
    Answer answer = gateway.patch(path, operations, "Content-Type", "application/json-patch+json");
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer;
  }
}
