package dev.fieldsync.gateway.processing;

import static dev.fieldsync.gateway.GatewayHarness.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.gateway.GatewayHarness;
import dev.fieldsync.gateway.Tokens;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Promise: an organization sees and steers its own processing, an operator that of all. */
class ProcessingStateIT {

  private static final String STATE = "/api/processing";
  private static final String BACKFILL = STATE + "/backfill";
  private static final String EDITOR = token("acme", "editor");
  private static final String VIEWER = token("acme", "viewer");
  private static final String OPERATOR = token("globex", "operator");
  private static final String OTHER = token("globex", "editor");

  private static GatewayHarness gateway;

  @BeforeAll
  static void start() {
    gateway = new GatewayHarness(List.of("fieldsync.gateway.jwt-secret=" + Tokens.SECRET));
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @BeforeEach
  void forgetAll() {
    for (String table :
        List.of(
            "fieldsync.field_processing",
            "fieldsync.field_backfill",
            "fieldsync.field_processing_pause",
            "template_library")) {
      gateway.jdbc().update("delete from " + table);
    }
  }

  @Test
  void theStateCountsWhatWaitsRunsAndFailed() {
    work("acme", "due_at = now() - interval '30 seconds'");
    work("acme", "due_at = now() + interval '1 hour'");
    work("acme", "claim = 1, claimed_by = 'p', claimed_until = now() + interval '1 minute'");
    work("acme", "claim = 1, claimed_by = 'p', claimed_until = now() - interval '1 second'");
    work("acme", "failures = 5, last_failure = 'broken', failed_at = now() - interval '1 day'");
    UUID newest = work("acme", "failures = 7, last_failure = 'worse', failed_at = now()");
    work("globex", "due_at = now()");

    JsonNode state = json(get(STATE, VIEWER));

    assertThat(state.get("paused").booleanValue()).isFalse();
    assertThat(state.get("pause").isNull()).isTrue();
    assertThat(state.get("waiting").intValue()).isEqualTo(3);
    assertThat(state.get("due").intValue()).isEqualTo(2);
    assertThat(state.get("running").intValue()).isEqualTo(1);
    assertThat(state.get("failed").intValue()).isEqualTo(2);
    assertThat(state.get("oldestDueMs").longValue()).isGreaterThanOrEqualTo(30_000);
    assertThat(state.get("cooldownMs").longValue()).isEqualTo(5_000);
    assertThat(state.get("failures").size()).isEqualTo(2);
    JsonNode failure = state.get("failures").get(0);
    assertThat(failure.get("templateId").stringValue()).isEqualTo(newest.toString());
    assertThat(failure.get("reason").stringValue()).isEqualTo("worse");
    assertThat(failure.get("attempts").intValue()).isEqualTo(7);
    assertThat(failure.has("at")).isTrue();
    assertThat(state.get("backfill").isNull()).isTrue();
  }

  @Test
  void aPauseIsIdempotentAndOneOfAllStaysWhateverAnOrganizationDoes() {
    post(STATE + "/pause", "{\"reason\":\"import\"}", EDITOR);
    JsonNode own = json(post(STATE + "/pause", "{\"reason\":\"again\"}", EDITOR));
    JsonNode others = json(get(STATE, OTHER));
    post(STATE + "/pause?scope=all", "", OPERATOR);
    JsonNode stillPaused = json(post(STATE + "/resume", "", EDITOR));
    post(STATE + "/resume?scope=all", "", OPERATOR);
    JsonNode resumed = json(post(STATE + "/resume", "{}", EDITOR));

    assertThat(own.get("paused").booleanValue()).isTrue();
    assertThat(own.get("pause").get("by").stringValue()).isEqualTo("alice");
    assertThat(own.get("pause").get("reason").stringValue()).isEqualTo("import");
    assertThat(own.get("pause").get("scope").stringValue()).isEqualTo("organization");
    assertThat(others.get("paused").booleanValue()).isFalse();
    assertThat(stillPaused.get("paused").booleanValue()).isTrue();
    assertThat(stillPaused.get("pause").get("scope").stringValue()).isEqualTo("all");
    assertThat(resumed.get("paused").booleanValue()).isFalse();
  }

  @Test
  void aBackfillIsStartedSeenPausedResumedAndCancelled() {
    gateway.insertTemplate("acme");
    gateway.insertTemplate("acme");
    gateway.insertTemplate("globex");

    HttpResponse<String> started = post(BACKFILL, "{\"templatesPerSecond\":4}", EDITOR);

    assertThat(started.statusCode()).as(started.body()).isEqualTo(201);
    String path = started.headers().firstValue("Location").orElseThrow();
    JsonNode backfill = json(started);
    assertThat(path).isEqualTo(BACKFILL + "/" + backfill.get("id").stringValue());
    assertThat(backfill.get("scope").stringValue()).isEqualTo("organization");
    assertThat(backfill.get("status").stringValue()).isEqualTo("running");
    assertThat(backfill.get("total").intValue()).isEqualTo(2);
    assertThat(backfill.get("templatesPerSecond").intValue()).isEqualTo(4);
    assertThat(backfill.get("adopt").booleanValue()).isFalse();
    assertThat(backfill.get("startedBy").stringValue()).isEqualTo("alice");
    assertThat(backfill.get("finishedAt").isNull()).isTrue();
    assertThat(backfill.get("etaMs").longValue()).isEqualTo(500);
    assertThat(json(get(STATE, EDITOR)).get("backfill").get("id")).isEqualTo(backfill.get("id"));
    assertThat(status(post(path + "/pause", "", EDITOR))).isEqualTo("paused");
    assertThat(status(post(path + "/pause", "", EDITOR))).isEqualTo("paused");
    assertThat(status(post(path + "/resume", "", EDITOR))).isEqualTo("running");
    gateway.jdbc().update("update fieldsync.field_backfill set changed = 1");
    assertThat(json(get(path, EDITOR)).get("done").doubleValue()).isEqualTo(0.5);
    assertThat(get(path, OTHER).statusCode()).isEqualTo(404);
    assertThat(post(path + "/cancel", "", OTHER).statusCode()).isEqualTo(404);
    assertThat(status(post(path + "/cancel", "", EDITOR))).isEqualTo("cancelled");
    assertThat(status(post(path + "/cancel", "", EDITOR))).isEqualTo("cancelled");
    for (String action : List.of("/pause", "/resume")) {
      HttpResponse<String> late = post(path + action, "", EDITOR);
      assertThat(late.statusCode()).as(late.body()).isEqualTo(409);
      assertThat(json(late).get("title").stringValue()).isEqualTo("BackfillEndedError");
    }
    assertThat(json(get(BACKFILL + "?limit=1", EDITOR)).get("items").size()).isEqualTo(1);
    assertThat(json(get(BACKFILL, OTHER)).get("items").isEmpty()).isTrue();
    gateway.jdbc().update("update fieldsync.field_backfill set status = 'done'");
    assertThat(post(path + "/cancel", "", EDITOR).statusCode()).isEqualTo(409);
    assertThat(json(get(path, EDITOR)).get("done").doubleValue()).isEqualTo(1);
  }

  @Test
  void cancellingTakesBackWhatNobodyElseWantsAndNobodyHasBegun() {
    UUID id = UUID.fromString(json(post(BACKFILL, "", EDITOR)).get("id").stringValue());
    String ofIt = "backfill_id = '" + id + "', priority = ";
    UUID unclaimed = work("acme", ofIt + 2);
    UUID wanted = work("acme", ofIt + 1);
    UUID claimed =
        work("acme", ofIt + "2, claim = 1, claimed_by = 'p', claimed_until = clock_timestamp()");
    UUID written = work("acme", ofIt + "2, written_by_run = gen_random_uuid()");
    assertThat(json(get(BACKFILL + "/" + id, EDITOR)).get("waiting").intValue()).isEqualTo(4);

    JsonNode cancelled = json(post(BACKFILL + "/" + id + "/cancel", "", EDITOR));

    assertThat(cancelled.get("waiting").intValue()).isEqualTo(2);
    assertThat(cancelled.get("finishedAt").isNull()).isFalse();
    assertThat(cancelled.get("etaMs").isNull()).isTrue();
    assertThat(
            gateway
                .jdbc()
                .queryForList("select template_id from fieldsync.field_processing", UUID.class))
        .containsExactlyInAnyOrder(wanted, claimed, written)
        .doesNotContain(unclaimed);
    assertThat(
            gateway
                .jdbc()
                .queryForList(
                    "select template_id from fieldsync.field_processing where backfill_id is null",
                    UUID.class))
        .containsExactly(wanted);
  }

  @Test
  void ofBackfillsThatOverlapOneRuns() {
    String own = json(post(BACKFILL, "", EDITOR)).get("id").stringValue();
    HttpResponse<String> second = post(BACKFILL, "{}", EDITOR);
    HttpResponse<String> ofAll = post(BACKFILL + "?scope=all", "{}", OPERATOR);
    post(BACKFILL + "/" + own + "/cancel", "", EDITOR);
    HttpResponse<String> all = post(BACKFILL + "?scope=all", "{\"adopt\":true}", OPERATOR);
    HttpResponse<String> third = post(BACKFILL, "", EDITOR);

    for (HttpResponse<String> refused : List.of(second, ofAll)) {
      assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
      assertThat(json(refused).get("title").stringValue()).isEqualTo("BackfillRunningError");
      assertThat(json(refused).get("backfillId").stringValue()).isEqualTo(own);
    }
    assertThat(all.statusCode()).as(all.body()).isEqualTo(201);
    JsonNode running = json(all);
    assertThat(running.get("scope").stringValue()).isEqualTo("all");
    assertThat(running.get("adopt").booleanValue()).isTrue();
    assertThat(json(third).get("backfillId")).isEqualTo(running.get("id"));
    String path = BACKFILL + "/" + running.get("id").stringValue();
    assertThat(get(path, VIEWER).statusCode()).isEqualTo(200);
    assertThat(post(path + "/cancel", "", EDITOR).statusCode()).isEqualTo(403);
    assertThat(status(post(path + "/pause", "", OPERATOR))).isEqualTo("paused");
    assertThat(post(BACKFILL, "", EDITOR).statusCode()).isEqualTo(409);
  }

  @Test
  void ofManyStartsAtOnceOneWins() {
    List<CompletableFuture<HttpResponse<String>>> starts = new ArrayList<>();
    IntStream.range(0, 4)
        .forEach(
            i -> {
              starts.add(CompletableFuture.supplyAsync(() -> post(BACKFILL, "", EDITOR)));
              starts.add(
                  CompletableFuture.supplyAsync(() -> post(BACKFILL + "?scope=all", "", OPERATOR)));
            });

    List<Integer> statuses = starts.stream().map(start -> start.join().statusCode()).toList();

    assertThat(statuses).containsOnlyOnce(201).hasSize(8);
    assertThat(statuses).filteredOn(status -> status != 201).containsOnly(409);
  }

  @ParameterizedTest
  @CsvSource({
    "viewer, /pause, 403",
    "viewer, /resume, 403",
    "viewer, /backfill, 403",
    "viewer, /backfill/f17e5afe-0000-4000-8000-000000000001/cancel, 403",
    "editor, /pause?scope=all, 403",
    "editor, /resume?scope=all, 403",
    "editor, /backfill?scope=all, 403",
    "operator, /pause?scope=all, 200",
    "editor, /resume, 200"
  })
  void onlyThoseMaySteerWhoMay(String role, String path, int status) {
    assertThat(post(STATE + path, "", token("acme", role)).statusCode()).isEqualTo(status);
  }

  private static String status(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json(answer).get("status").stringValue();
  }

  private static String token(String organization, String role) {
    return Tokens.bearer(Tokens.SECRET, organization, List.of(role), Duration.ofHours(1));
  }

  private static HttpResponse<String> get(String path, String token) {
    return gateway.get(path, "Authorization", token);
  }

  private static HttpResponse<String> post(String path, String body, String token) {
    return gateway.send("POST", path, body, "Authorization", token);
  }

  private static UUID work(String organizationId, String set) {
    UUID id = UUID.randomUUID();
    gateway
        .jdbc()
        .update(
            """
            insert into fieldsync.field_processing (template_id, organization_id, due_at, priority)
            values (?, ?, now(), 1)
            """,
            id,
            organizationId);
    gateway
        .jdbc()
        .update("update fieldsync.field_processing set " + set + " where template_id = ?", id);
    return id;
  }
}
