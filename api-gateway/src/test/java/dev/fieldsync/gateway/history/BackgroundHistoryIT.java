package dev.fieldsync.gateway.history;

import static dev.fieldsync.gateway.GatewayHarness.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.gateway.GatewayHarness;
import dev.fieldsync.shared.json.Json;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A history in which the background processor has written too, as it leaves it. */
class BackgroundHistoryIT {

  private static final String DOCUMENT =
      """
      {"name": "Legacy", "sections": [], "field_definitions": {"f": {"id": "f", "type": "text"}}}
      """;

  private static final String INSERT_VERSION =
      """
      with written as (
             update template_library
                set field_definitions = ?::jsonb, version = ?, updated_at = now(),
                    last_user_update = case when ? = 'user' then now()
                                            else last_user_update end
              where id = ?
          returning id, organization_id, updated_at, last_user_update)
      insert into fieldsync.template_update
             (update_id, template_id, organization_id, actor, source, operation, request_digest,
              status, revision, version, previous_version, patch, patch_format, base,
              changed_paths, attempts, accepted_at, started_at, decided_at, last_user_update)
      select ?, id, organization_id, ?, ?, 'merge', 'digest',
             'applied', ?, ?, ?, ?::jsonb, 'merge-patch', ?::jsonb,
             '["/field_definitions/f"]', '[{"attempt":1,"delayMs":0,"outcome":"applied"}]',
             updated_at, updated_at, updated_at, last_user_update
        from written
      """;

  private static GatewayHarness gateway;
  private static UUID template;
  private static String path;
  private static UUID run;

  @BeforeAll
  static void start() {
    gateway = GatewayHarness.demo();
    template = gateway.insertTemplate(GatewayHarness.DEMO);
    path = "/api/templates/" + template;
    version(1, "background", null, DOCUMENT, "{\"processed\": true, \"usedInSections\": []}");
    version(2, "user", "1-00000000", null, "{\"label\": \"L\"}");
    run = version(3, "background", "2-00000000", null, "{\"usedInSections\": [\"s\"]}");
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static UUID version(
      int revision, String source, String previous, String base, String change) {
    UUID updateId = UUID.randomUUID();
    String patch = "{\"field_definitions\": {\"f\": " + change + "}}";
    String version = revision + "-00000000";
    gateway
        .jdbc()
        .update(
            INSERT_VERSION,
            "{\"f\": {\"id\": \"f\", \"type\": \"text\"}}",
            version,
            source,
            template,
            updateId,
            source.equals("user") ? "User A" : "field-processor-1",
            source,
            revision,
            version,
            previous == null ? "1.0.0" : previous,
            patch,
            base);
    return updateId;
  }

  @Test
  void theHistoryTellsWhoDerivedWhat() {
    JsonNode items = json(gateway.get(path + "/history")).get("items");

    assertThat(items.size()).isEqualTo(3);
    JsonNode newest = items.get(0);
    assertThat(newest.get("source").stringValue()).isEqualTo("background");
    assertThat(newest.get("actor").stringValue()).isEqualTo("field-processor-1");
    assertThat(newest.get("updateId").stringValue()).isEqualTo(run.toString());
    assertThat(newest.get("operation").stringValue()).isEqualTo("merge");
    assertThat(items.get(1).get("source").stringValue()).isEqualTo("user");
  }

  @Test
  void everyVersionIsThereAndSaysWhenAPersonWroteLast() {
    JsonNode first = version(1);
    JsonNode second = version(2);
    JsonNode third = version(3);

    assertThat(first.get("last_user_update").isNull()).isTrue();
    assertThat(first.at("/field_definitions/f/processed").booleanValue()).isTrue();
    assertThat(second.at("/field_definitions/f/label").stringValue()).isEqualTo("L");
    assertThat(second.get("last_user_update")).isEqualTo(second.get("updated_at"));
    assertThat(third.get("last_user_update")).isEqualTo(second.get("updated_at"));
    assertThat(third.get("updated_at")).isNotEqualTo(second.get("updated_at"));
    assertThat(json(gateway.get(path + "/versions/1.0.0")).get("name").stringValue())
        .isEqualTo("Legacy");
  }

  @Test
  void differencesShowWhatWasDerived() {
    HttpResponse<String> answer = gateway.get(path + "/diff?from=1-00000000&to=2-00000000");

    assertThat(json(answer))
        .isEqualTo(
            Json.parse(
                "[{\"op\":\"add\",\"path\":\"/field_definitions/f/label\",\"value\":\"L\"}]"));
  }

  @Test
  void goingBackBeforeADerivedVersionIsAccepted() {
    HttpResponse<String> answer =
        gateway.send(
            "POST",
            path + "/rollback",
            "{\"toVersion\":\"1-00000000\"}",
            "Prefer",
            "respond-async");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
  }

  @Test
  void theStatusOfARunIsThatOfAnAppliedUpdate() {
    HttpResponse<String> answer = gateway.get("/api/updates/" + run);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(json(answer).get("status").stringValue()).isEqualTo("applied");
    assertThat(json(answer).get("actor").stringValue()).isEqualTo("field-processor-1");
    assertThat(json(answer).get("version").stringValue()).isEqualTo("3-00000000");
  }

  private static JsonNode version(int revision) {
    HttpResponse<String> answer = gateway.get(path + "/versions/" + revision + "-00000000");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json(answer);
  }
}
