package dev.fieldsync.gateway.processing;

import static dev.fieldsync.gateway.GatewayHarness.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fieldsync.gateway.GatewayHarness;
import dev.fieldsync.shared.json.Json;
import dev.fieldsync.shared.processing.ProcessingRequest;
import dev.fieldsync.shared.update.ProcessingOutcome;
import dev.fieldsync.shared.update.ProcessingOutcome.Result;
import dev.fieldsync.testing.EventStream;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Promise: who asks for a template to be processed now learns how that ended. */
class ProcessTemplateIT {

  private static final String DEMO = GatewayHarness.DEMO;

  private static GatewayHarness gateway;
  private static PlayedProcessor processor;

  private UUID template;

  @BeforeAll
  static void start() {
    gateway = GatewayHarness.demo("fieldsync.gateway.events.heartbeat=200ms");
    processor = new PlayedProcessor(gateway);
  }

  @AfterAll
  static void stop() {
    processor.close();
    gateway.close();
  }

  @BeforeEach
  void insertTemplate() {
    template = gateway.insertTemplate(DEMO);
  }

  @AfterEach
  void resumeAll() {
    gateway.jdbc().update("delete from fieldsync.field_processing_pause");
  }

  @Test
  void aRunThatProcessedIsAnsweredWithItsVersionAndProblems() {
    HttpResponse<String> answer = processAs(Result.PROCESSED, "{}");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(json(answer))
        .isEqualTo(
            Json.parse(
                "{\"outcome\":\"processed\",\"version\":\"2-00000000\",\"changed\":true,\"problems\":3}"));
  }

  @Test
  void aRunThatMetARecentUpdateIsAnsweredWithWhenItComesBack() {
    HttpResponse<String> answer = processAs(Result.SKIPPED, "");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(json(answer).get("outcome").stringValue()).isEqualTo("skipped");
    assertThat(json(answer).get("reason").stringValue()).isEqualTo("Skipped - recent user update");
    assertThat(json(answer).get("retryAfterMs").longValue()).isEqualTo(4_200);
    assertThat(json(answer).get("changed").booleanValue()).isFalse();
  }

  @Test
  void aRunThatFailedIsAProblemThatSaysWhy() {
    HttpResponse<String> answer = processAs(Result.FAILED, "");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
    assertThat(json(answer).get("title").stringValue()).isEqualTo("ProcessingFailedError");
    assertThat(json(answer).get("reason").stringValue())
        .isEqualTo("The definitions cannot be read");
    assertThat(json(answer).get("detail").stringValue()).contains("until somebody edits it");
  }

  @Test
  void anOutcomeAnswersEveryRequestThatItNames() {
    CompletableFuture<HttpResponse<String>> one = process("");
    UUID first = taken().requestId();
    CompletableFuture<HttpResponse<String>> other = process("");
    UUID second = taken().requestId();

    processor.ended(template, DEMO, Result.PROCESSED, List.of(first, UUID.randomUUID(), second));

    assertThat(one.join().statusCode()).isEqualTo(200);
    assertThat(other.join().statusCode()).isEqualTo(200);
  }

  @Test
  void withoutAProcessorItIsQueuedAndSaysWhereToLook() {
    HttpResponse<String> answer =
        gateway.send("POST", path(template), "", "Prefer", "respond-async");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    assertThat(answer.headers().firstValue("Location")).hasValue("/api/processing");
    assertThat(json(answer).get("outcome").stringValue()).isEqualTo("queued");
    assertThat(json(answer).get("statusUrl").stringValue()).isEqualTo("/api/processing");
    assertThat(taken().organizationId()).isEqualTo(DEMO);
  }

  @Test
  void whilePausedForTheOrganizationOrForAllItIsSkippedAtOnce() {
    for (String organization : new String[] {DEMO, null}) {
      gateway
          .jdbc()
          .update(
              "insert into fieldsync.field_processing_pause (organization_id, paused_by) values (?, 'x')",
              organization);

      HttpResponse<String> answer = gateway.send("POST", path(template), "");

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(json(answer))
          .isEqualTo(
              Json.parse(
                  "{\"outcome\":\"skipped\",\"reason\":\"Skipped - field processing is paused\",\"version\":\"1.0.0\",\"changed\":false,\"problems\":0}"));
      resumeAll();
    }
    assertThat(processor.poll(template)).isEmpty();
  }

  @Test
  void watchersSeeHowRunsEndAndThatTheirVersionsInvalidate() {
    try (EventStream stream =
        EventStream.open(
            "http://127.0.0.1:" + gateway.port() + "/api/events?templateId=" + template)) {
      await().until(() -> stream.lastId() != null);

      UUID run = processor.derived(template, DEMO, 2);
      processor.ended(template, DEMO, Result.PROCESSED, List.of());
      processor.ended(template, DEMO, Result.SKIPPED, List.of());
      processor.ended(template, DEMO, Result.FAILED, List.of());

      await().until(() -> stream.events().size() >= 4);
      assertThat(stream.events())
          .extracting(EventStream.Event::type)
          .containsExactly("invalidated", "processed", "skipped", "processing-failed");
      assertThat(stream.events()).extracting(EventStream.Event::id).doesNotHaveDuplicates();
      JsonNode invalidated = Json.parse(stream.events().get(0).data());
      assertThat(invalidated.get("source").stringValue()).isEqualTo("background");
      assertThat(invalidated.get("updateId").stringValue()).isEqualTo(run.toString());
      JsonNode skipped = Json.parse(stream.events().get(2).data());
      assertThat(skipped.get("reason").stringValue())
          .isEqualTo(ProcessingOutcome.RECENT_USER_UPDATE);
      assertThat(skipped.get("actor").stringValue()).isEqualTo("Background");
      assertThat(skipped.get("node").stringValue()).isEqualTo(PlayedProcessor.NODE);

      try (EventStream back =
          EventStream.open(
              "http://127.0.0.1:" + gateway.port() + "/api/events?templateId=" + template,
              "Last-Event-ID",
              String.valueOf(stream.events().get(1).id()))) {
        await().until(() -> back.events().size() >= 2);
        assertThat(back.events())
            .extracting(EventStream.Event::type)
            .containsExactly("skipped", "processing-failed");
      }
    }
  }

  @Test
  void theNumbersCountRunsAndNotAsUpdates() {
    JsonNode before = json(gateway.get("/api/stats"));
    processor.derived(template, DEMO, 2);
    processor.ended(template, DEMO, Result.PROCESSED, List.of());
    processor.ended(template, DEMO, Result.SKIPPED, List.of());
    processor.ended(template, DEMO, Result.FAILED, List.of());

    await().until(() -> runs(stats(), "failed") == runs(before, "failed") + 1);

    JsonNode after = stats();
    for (String member : new String[] {"processed", "changed", "skipped"}) {
      assertThat(runs(after, member)).as(member).isEqualTo(runs(before, member) + 1);
    }
    assertThat(after.get("decided")).isEqualTo(before.get("decided"));
    assertThat(after.get("retries")).isEqualTo(before.get("retries"));
    assertThat(runs(after, "lag")).isNotNegative();
    gateway.jdbc().update("delete from fieldsync.field_processing");
    gateway
        .jdbc()
        .update(
            """
            insert into fieldsync.field_processing (template_id, organization_id, due_at, priority)
            values (gen_random_uuid(), 'globex', now() - interval '1 minute', 1),
                   (gen_random_uuid(), 'acme', now() + interval '1 hour', 2)
            """);
    await().until(() -> runs(stats(), "waiting") == 2 && runs(stats(), "due") == 1);
    assertThat(runs(stats(), "oldestDueMs")).isGreaterThanOrEqualTo(60_000);
  }

  private static JsonNode stats() {
    return json(gateway.get("/api/stats"));
  }

  private static long runs(JsonNode stats, String member) {
    return stats.get("processing").get(member).longValue();
  }

  private static String path(UUID id) {
    return "/api/templates/" + id + "/process";
  }

  private HttpResponse<String> processAs(Result result, String body) {
    CompletableFuture<HttpResponse<String>> answer = process(body);
    processor.ended(template, DEMO, result, List.of(taken().requestId()));
    return answer.join();
  }

  private CompletableFuture<HttpResponse<String>> process(String body) {
    return CompletableFuture.supplyAsync(() -> gateway.send("POST", path(template), body));
  }

  private ProcessingRequest taken() {
    AtomicReference<ProcessingRequest> taken = new AtomicReference<>();
    await()
        .until(
            () -> {
              processor.poll(template).ifPresent(taken::set);
              return taken.get() != null;
            });
    return taken.get();
  }
}
