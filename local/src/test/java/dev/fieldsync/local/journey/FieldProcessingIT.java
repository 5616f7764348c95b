package dev.fieldsync.local.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fieldsync.local.journey.ApiClient.Answer;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The background processing as people meet it: through a gateway, with everything behind it. */
class FieldProcessingIT {

  private static final String TEMPLATE =
      """
      {"name": "Pump",
       "sections": [{"id": "s1", "title": "One", "fields": ["state", "ghost"]}],
       "field_definitions": {
         "state": {"id": "state", "type": "select", "label": "State", "options": []},
         "unused": {"id": "unused", "type": "text", "label": "Unused"}}}
      """;

  private static final Cluster CLUSTER = new Cluster();
  private static ApiClient gateway;

  @BeforeAll
  static void start() {
    String cooldown = "fieldsync.processing.cooldown=2s";
    gateway = CLUSTER.startGateway(cooldown);
    CLUSTER.startWorker(cooldown);
    CLUSTER.startProcessor(cooldown);
    CLUSTER.awaitAssignment();
  }

  @AfterAll
  static void stop() {
    CLUSTER.close();
  }

  private static String create(String json) {
    Answer created = gateway.post("/api/templates", json);
    assertThat(created.status()).as(created.response().body()).isEqualTo(201);
    return created.header("Location");
  }

  private static void awaitProcessed(String path, String field) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> definition(path, field).path("processed").asBoolean(false));
  }

  private static JsonNode definition(String path, String field) {
    return gateway.get(path).json().path("field_definitions").path(field);
  }

  @Test
  void aRecentUserUpdateIsRespectedAndTheTemplateIsProcessedAfterwards() {
    String path = create(TEMPLATE);

    Answer early = gateway.post(path + "/process", "");

    assertThat(early.status()).as(early.response().body()).isEqualTo(200);
    assertThat(early.text("outcome")).isEqualTo("skipped");
    assertThat(early.text("reason")).isEqualTo("Skipped - recent user update");
    assertThat(early.json().get("retryAfterMs").asLong()).isBetween(1L, 2_000L);

    awaitProcessed(path, "state");
    Answer later = gateway.post(path + "/process", "");
    assertThat(later.text("outcome")).isEqualTo("processed");
    assertThat(later.text("version")).isEqualTo(gateway.get(path).text("version"));

    JsonNode state = definition(path, "state");
    assertThat(state.path("label").stringValue()).isEqualTo("State");
    assertThat(state.path("usedInSections").valueStream().map(JsonNode::stringValue))
        .containsExactly("s1");
    assertThat(state.path("problems").valueStream().map(p -> p.path("code").stringValue()))
        .contains("select-without-options", "section-names-unknown-field");
    assertThat(definition(path, "unused").path("usedInSections").isEmpty()).isTrue();

    JsonNode newest = gateway.get(path + "/history?limit=1").json().path("items").get(0);
    assertThat(newest.path("source").stringValue()).isEqualTo("background");
    assertThat(newest.path("actor").stringValue()).isEqualTo("Background");
  }

  @Test
  void aStrictUpdateOfAVersionThatOnlyTheBackgroundHasMovedOnFromSucceeds() {
    String path = create(TEMPLATE);
    String seen = gateway.get(path).text("version");
    awaitProcessed(path, "state");
    assertThat(gateway.get(path).text("version")).isNotEqualTo(seen);

    Answer strict = gateway.patch(path, "{\"name\": \"Strict\"}", "If-Match", "\"" + seen + "\"");

    assertThat(strict.status()).as(strict.response().body()).isEqualTo(200);
    assertThat(definition(path, "state").path("processed").booleanValue()).isTrue();
    Answer stale = gateway.patch(path, "{\"name\": \"Stale\"}", "If-Match", "\"" + seen + "\"");
    assertThat(stale.status()).isEqualTo(412);
  }

  @Test
  void aMergeWithABaseFromBeforeTheBackgroundMeetsNobody() {
    String path = create(TEMPLATE);
    String base = gateway.get(path).text("version");
    awaitProcessed(path, "state");

    Answer merged =
        gateway.patch(path, "{\"field_definitions\": {\"unused\": null}}", "X-Base-Version", base);

    assertThat(merged.status()).as(merged.response().body()).isEqualTo(200);
    assertThat(merged.json().path("conflicts").isEmpty()).isTrue();
    assertThat(definition(path, "unused").isMissingNode()).isTrue();
    assertThat(definition(path, "state").path("processed").booleanValue()).isTrue();
  }

  @Test
  void aLegacyTemplateIsProcessedAndStillMayBeChangedStrictlyAtItsOldVersion() {
    UUID id = UUID.randomUUID();
    new org.springframework.jdbc.core.JdbcTemplate(CLUSTER.workspace().dataSource())
        .update(
            """
            insert into template_library
                   (id, name, sections, field_definitions, version, updated_at, organization_id)
            values (?, 'Legacy', '[]', '{"f": {"id": "f", "type": "text"}}', '1.0.0', now(), 'demo')
            """,
            id);
    String path = "/api/templates/" + id;
    assertThat(gateway.post(path + "/process", "").text("outcome")).isEqualTo("processed");
    assertThat(gateway.get(path).text("version")).startsWith("1-");

    Answer strict = gateway.put(path, "{\"name\": \"New\", \"version\": \"1.0.0\"}");

    assertThat(strict.status()).as(strict.response().body()).isEqualTo(200);
    assertThat(gateway.get(path + "/versions/1.0.0").text("name")).isEqualTo("Legacy");
    assertThat(gateway.put(path, "{\"name\": \"Again\", \"version\": \"1.0.0\"}").status())
        .isEqualTo(409);
  }

  @Test
  void aKeyThatAUserWroteIsNeverTouchedWhateverItsName() {
    String path =
        create(
            """
            {"name": "Own", "field_definitions": {
               "f": {"id": "f", "type": "text", "processed": "by hand", "usedInSections": ["x"]}}}
            """);
    await().atMost(Duration.ofSeconds(30)).until(() -> definition(path, "f").has("processedAt"));

    JsonNode field = definition(path, "f");
    assertThat(field.path("processed").stringValue()).isEqualTo("by hand");
    assertThat(field.path("usedInSections").get(0).stringValue()).isEqualTo("x");
    assertThat(
            field
                .path("problems")
                .valueStream()
                .filter(p -> p.path("code").stringValue().equals("key-written-by-user"))
                .map(p -> p.path("key").stringValue()))
        .containsExactlyInAnyOrder("processed", "usedInSections");
  }

  @Test
  void aClientThatSendsBackWhatItReadMakesNothingTheUsers() {
    String path = create(TEMPLATE);
    awaitProcessed(path, "unused");
    JsonNode read = gateway.get(path).json();
    gateway.patch(
        path,
        """
        {"sections": [{"id": "s1", "title": "One", "fields": ["state"]},
                      {"id": "s2", "title": "Two", "fields": ["unused"]}]}
        """);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> definition(path, "unused").path("usedInSections").size() == 1);

    // The whole document as it was, derived values and all.
    Answer echoed =
        gateway.put(path, "{\"field_definitions\": " + read.get("field_definitions") + "}");
    assertThat(echoed.status()).isEqualTo(200);
    assertThat(definition(path, "unused").path("usedInSections").isEmpty()).isTrue();

    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> definition(path, "unused").path("usedInSections").size() == 1);
  }
}
