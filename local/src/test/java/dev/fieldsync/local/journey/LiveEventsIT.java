package dev.fieldsync.local.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fieldsync.local.journey.ApiClient.Answer;
import dev.fieldsync.shared.json.Json;
import dev.fieldsync.testing.EventStream;
import dev.fieldsync.testing.EventStream.Event;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** Promise: people see what is happening while it happens, on every gateway, and miss nothing. */
class LiveEventsIT {

  private static final Cluster CLUSTER = new Cluster();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static ApiClient gateway;
  private static ApiClient otherGateway;

  @BeforeAll
  static void start() {
    String[] settings = {
      "fieldsync.gateway.events.ring-events=2000",
      "fieldsync.gateway.events.heartbeat=500ms",
      "server.tomcat.connection-timeout=1s"
    };
    gateway = CLUSTER.startGateway(settings);
    otherGateway = CLUSTER.startGateway(settings);
    CLUSTER.startWorker();
    CLUSTER.awaitAssignment();
  }

  @AfterAll
  static void stop() {
    CLUSTER.close();
  }

  private static EventStream watch(ApiClient client, String... headers) {
    EventStream stream = client.watch(headers);
    await().atMost(PATIENCE).until(() -> stream.lastId() != null);
    return stream;
  }

  private static String newTemplate() {
    return gateway.post("/api/templates", "{\"name\":\"Watched\"}").header("Location");
  }

  private static List<Event> of(EventStream stream, String updateId) {
    return stream.events().stream()
        .filter(event -> event.data().contains("\"updateId\":\"" + updateId + "\""))
        .toList();
  }

  private static void awaitAcknowledged(EventStream stream, String updateId) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                of(stream, updateId).stream()
                    .anyMatch(event -> event.type().equals("acknowledged")));
  }

  private static List<String> types(List<Event> events) {
    return events.stream().map(Event::type).toList();
  }

  private static JsonNode data(Event event) {
    return Json.parse(event.data());
  }

  @Test
  void theLifeOfAnUpdateIsShownInOrderWithItsTimesOnEveryGateway() {
    try (EventStream here = watch(gateway);
        EventStream there = watch(otherGateway)) {
      String path = newTemplate();
      Answer applied = gateway.patch(path, "{\"name\":\"Seen\"}", "X-Actor", "User A");
      Answer refused =
          otherGateway.patch(path, "{\"name\":\"Late\"}", "If-Match", "\"1-00000000\"");

      for (EventStream stream : List.of(here, there)) {
        awaitAcknowledged(stream, applied.text("updateId"));
        awaitAcknowledged(stream, refused.text("updateId"));
        List<Event> life = of(stream, applied.text("updateId"));
        assertThat(types(life))
            .containsExactly(
                "accepted",
                "queued",
                "started",
                "attempt",
                "applied",
                "invalidated",
                "acknowledged");
        assertThat(life)
            .allMatch(event -> data(event).get("type").stringValue().equals(event.type()))
            .allMatch(event -> data(event).get("actor").stringValue().equals("User A"));
        assertThat(life.stream().map(event -> Instant.parse(data(event).get("at").stringValue())))
            .isSorted();
        JsonNode outcome = data(life.get(4));
        assertThat(outcome.get("version").stringValue()).isEqualTo(applied.text("newVersion"));
        assertThat(outcome.get("changedPaths").toString()).isEqualTo("[\"/name\"]");
        assertThat(types(of(stream, refused.text("updateId"))))
            .containsExactly("accepted", "queued", "started", "attempt", "refused", "acknowledged");
      }
      String node = gateway.get("/api/stats").text("node");
      for (EventStream stream : List.of(here, there)) {
        Event last = of(stream, applied.text("updateId")).get(6);
        assertThat(data(last).get("node").stringValue()).isEqualTo(node);
      }
      JsonNode stats = otherGateway.get("/api/stats").json();
      assertThat(stats.get("decided").get("applied").intValue()).isPositive();
      assertThat(stats.get("decided").get("conflict").intValue()).isPositive();
      assertThat(stats.get("conflictsDetected").intValue()).isPositive();
      assertThat(stats.get("latencyMs").get("p99").doubleValue()).isPositive();
    }
  }

  @Test
  void aRetryIsShownOnceWithItsDelayBeforeTheOutcome() {
    String path = newTemplate();
    UUID id = UUID.fromString(path.substring("/api/templates/".length()));
    JdbcTemplate legacy = new JdbcTemplate(CLUSTER.workspace().dataSource());
    AtomicBoolean stop = new AtomicBoolean();
    CompletableFuture<Void> writer =
        CompletableFuture.runAsync(
            () -> {
              while (!stop.get()) {
                legacy.update("update template_library set name = name || '' where id = ?", id);
              }
            });
    try (EventStream stream = watch(otherGateway)) {
      await()
          .atMost(PATIENCE)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(1))
          .until(
              () -> {
                gateway.patch(path, "{\"field_definitions\":{\"f\":{\"label\":\"L\"}}}");
                return types(stream.events()).contains("retry");
              });
      String retried =
          stream.events().stream()
              .filter(event -> event.type().equals("retry"))
              .map(event -> data(event).get("updateId").stringValue())
              .findFirst()
              .orElseThrow();
      awaitAcknowledged(stream, retried);
      List<Event> life = of(stream, retried);
      assertThat(types(life).subList(0, 6))
          .containsExactly("accepted", "queued", "started", "attempt", "conflict", "retry");
      assertThat(data(life.get(3)).get("outcome").stringValue()).isEqualTo("version-miss");
      assertThat(data(life.get(5)).get("attempt").intValue()).isEqualTo(2);
      assertThat(data(life.get(5)).get("delayMs").intValue()).isBetween(80, 120);
      assertThat(types(life)).endsWith("attempt", "applied", "invalidated", "acknowledged");
      assertThat(types(life)).filteredOn("started"::equals).hasSize(1);
      assertThat(gateway.get("/api/stats").json().get("retries").intValue()).isPositive();
      assertThat(gateway.get("/api/stats").json().get("conflictsResolved").intValue()).isPositive();
    } finally {
      stop.set(true);
      writer.join();
    }
  }

  @Test
  void aReaderThatMovesBetweenGatewaysWhileUpdatesGoOnSeesTheSameAsOneThatStays() {
    List<ApiClient> gateways = List.of(gateway, otherGateway);
    try (EventStream stays = watch(gateway)) {
      String last = stays.lastId();
      String path = newTemplate();
      AtomicBoolean stop = new AtomicBoolean();
      ExecutorService threads = Executors.newCachedThreadPool();
      List<CompletableFuture<Void>> writers =
          IntStream.range(0, 6)
              .mapToObj(
                  writer ->
                      CompletableFuture.runAsync(
                          () -> writeOn(gateways.get(writer % 2), path, writer, stop), threads))
              .toList();
      List<Event> moved = new ArrayList<>();
      for (int hop = 0; hop < 8; hop++) {
        EventStream stream = gateways.get((hop + 1) % 2).watch("Last-Event-ID", last);
        int enough = 40 + 25 * hop;
        // One that was too slow on a busy machine is dropped, and goes on elsewhere all the same.
        await().atMost(PATIENCE).until(() -> stream.events().size() >= enough || stream.hasEnded());
        stream.close();
        await().until(stream::hasEnded);
        moved.addAll(stream.events());
        // A stream that was dropped before it said anything leaves its reader where he was.
        last = Objects.requireNonNullElse(stream.lastId(), last);
      }
      stop.set(true);
      writers.forEach(CompletableFuture::join);
      threads.shutdown();
      String end = gateway.patch(path, "{\"name\":\"End\"}").text("updateId");
      awaitAcknowledged(stays, end);
      try (EventStream stream = otherGateway.watch("Last-Event-ID", last)) {
        awaitAcknowledged(stream, end);
        moved.addAll(stream.events());
      }

      assertThat(types(moved)).doesNotContain("gap");
      assertThat(moved.stream().map(Event::data).toList())
          .doesNotHaveDuplicates()
          .containsExactlyInAnyOrderElementsOf(stays.events().stream().map(Event::data).toList());
      moved.stream()
          .collect(Collectors.groupingBy(event -> data(event).get("updateId").stringValue()))
          .values()
          .stream()
          // What was done before may be acknowledged only now.
          .filter(life -> !types(life).equals(List.of("acknowledged")))
          .forEach(
              life ->
                  assertThat(types(life))
                      .as("the life of one update")
                      .startsWith("accepted", "queued")
                      .endsWith("acknowledged"));
    }
  }

  private static void writeOn(ApiClient client, String path, int writer, AtomicBoolean stop) {
    for (int i = 0; !stop.get(); i++) {
      client.patch(
          path,
          "{\"field_definitions\":{\"w%d\":{\"label\":\"%d\"}}}".formatted(writer, i),
          "Prefer",
          "return=minimal");
    }
  }

  @Test
  void aWatcherThatDoesNotReadIsDroppedAndTheOthersGoOn() throws IOException {
    String path = newTemplate();
    String fields =
        IntStream.range(0, 140)
            .mapToObj(field -> "\"%s%d\":{\"label\":\"%%1$d\"}".formatted("x".repeat(400), field))
            .collect(Collectors.joining(",", "{\"field_definitions\":{", "}}"));
    awaitWatchers(0);
    try (EventStream reads = watch(gateway);
        Socket stuck = new Socket()) {
      stuck.setReceiveBufferSize(4_096);
      stuck.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), gateway.port()));
      stuck
          .getOutputStream()
          .write(
              "GET /api/events HTTP/1.1\r\nHost: localhost\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      awaitWatchers(2);

      int sent = 0;
      while (watchers() == 2 && sent < 300) {
        Answer answer =
            gateway.patch(path, fields.formatted(sent), "Prefer", "return=minimal,wait=30");
        assertThat(answer.status()).isEqualTo(200);
        sent++;
      }

      assertThat(watchers()).isEqualTo(1);
      String last = gateway.patch(path, "{\"name\":\"Still here\"}").text("updateId");
      awaitAcknowledged(reads, last);
      assertThat(reads.hasEnded()).isFalse();
      assertThat(types(reads.events())).filteredOn("applied"::equals).hasSizeGreaterThan(sent);
    }
  }

  private static void awaitWatchers(int number) {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(watchers()).isEqualTo(number));
  }

  private static int watchers() {
    return gateway.get("/api/stats").json().get("watchers").intValue();
  }
}
