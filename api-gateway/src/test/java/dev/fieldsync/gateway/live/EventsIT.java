package dev.fieldsync.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fieldsync.gateway.GatewayHarness;
import dev.fieldsync.gateway.Tokens;
import dev.fieldsync.shared.json.Json;
import dev.fieldsync.testing.EventStream;
import dev.fieldsync.testing.EventStream.Event;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * The live stream of a gateway without workers: what it accepts is shown, and only to its owners.
 */
class EventsIT {

  private static EventStream watch(GatewayHarness gateway, String query, String... headers) {
    return EventStream.open("http://127.0.0.1:" + gateway.port() + "/api/events" + query, headers);
  }

  private static void awaitReady(EventStream stream) {
    await().until(() -> stream.lastId() != null);
  }

  private static void awaitEvents(EventStream stream, int count) {
    await()
        .untilAsserted(
            () -> assertThat(stream.events()).as("events").hasSizeGreaterThan(count - 1));
  }

  private static HttpResponse<String> change(GatewayHarness gateway, UUID id, String... headers) {
    String[] all = new String[headers.length + 2];
    System.arraycopy(headers, 0, all, 2, headers.length);
    all[0] = "Prefer";
    all[1] = "respond-async";
    HttpResponse<String> answer =
        gateway.send("PATCH", "/api/templates/" + id, "{\"name\":\"N\"}", all);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return answer;
  }

  private static List<String> updates(EventStream stream) {
    return stream.events().stream()
        .filter(event -> !event.type().equals("gap"))
        .map(event -> event.type() + " " + json(event, "updateId"))
        .toList();
  }

  private static String json(Event event, String member) {
    return Json.parse(event.data()).get(member).stringValue();
  }

  @Test
  void whatIsAcceptedIsShownAtOnceOrAfterAReturnAndAGapIsSaid() {
    try (GatewayHarness gateway =
        GatewayHarness.demo(
            "fieldsync.gateway.events.linger=0s",
            "fieldsync.gateway.events.heartbeat=200ms",
            "fieldsync.gateway.events.max-watchers=2",
            "fieldsync.gateway.events.max-replay=3")) {
      UUID id = gateway.insertTemplate(GatewayHarness.DEMO);
      UUID other = gateway.insertTemplate(GatewayHarness.DEMO);
      String seen;
      String first;
      try (EventStream all = watch(gateway, "");
          EventStream one = watch(gateway, "?templateId=" + other)) {
        assertThat(all.header("Content-Type")).isEqualTo("text/event-stream;charset=UTF-8");
        assertThat(all.header("Cache-Control")).isEqualTo("no-store");
        assertThat(all.header("X-Accel-Buffering")).isEqualTo("no");
        awaitReady(all);
        awaitReady(one);
        assertThat(gateway.get("/api/events").statusCode()).isEqualTo(503);

        first = GatewayHarness.json(change(gateway, id)).get("updateId").stringValue();
        change(gateway, other);

        awaitEvents(all, 4);
        awaitEvents(one, 2);
        assertThat(updates(all)).startsWith("accepted " + first, "queued " + first);
        assertThat(one.events())
            .allMatch(event -> json(event, "templateId").equals(other.toString()));
        await().until(() -> one.comments().contains("heartbeat"));
        seen = all.events().get(0).id();
      }
      awaitNobodyWatches(gateway);

      String later = GatewayHarness.json(change(gateway, id)).get("updateId").stringValue();
      try (EventStream back = watch(gateway, "", "Last-Event-ID", seen)) {
        awaitEvents(back, 5);
        assertThat(updates(back)).startsWith("queued " + first);
        assertThat(updates(back)).endsWith("accepted " + later, "queued " + later);
        assertThat(updates(back)).hasSize(5).doesNotHaveDuplicates();
      }
      awaitNobodyWatches(gateway);

      change(gateway, id);
      try (EventStream late = watch(gateway, "", "Last-Event-ID", seen)) {
        awaitEvents(late, 1);
        assertThat(late.events().get(0).type()).isEqualTo("gap");
        String fresh = GatewayHarness.json(change(gateway, id)).get("updateId").stringValue();
        awaitEvents(late, 3);
        assertThat(updates(late)).containsExactly("accepted " + fresh, "queued " + fresh);
      }
    }
  }

  @Test
  void anOrganizationSeesItsOwnEventsOnly() throws Exception {
    try (GatewayHarness gateway =
        new GatewayHarness(List.of("fieldsync.gateway.jwt-secret=" + Tokens.SECRET))) {
      String acme = Tokens.editor("acme");
      String globex = Tokens.editor("globex");
      UUID ours = gateway.insertTemplate("acme");
      UUID theirs = gateway.insertTemplate("globex");
      assertThat(gateway.get("/api/events").statusCode()).isEqualTo(401);
      try (EventStream acmes = watch(gateway, "", "Authorization", acme);
          EventStream globexes = watch(gateway, "", "Authorization", globex);
          EventStream curious = watch(gateway, "?templateId=" + theirs, "Authorization", acme)) {
        List.of(acmes, globexes, curious).forEach(EventsIT::awaitReady);

        change(gateway, theirs, "Authorization", globex);
        change(gateway, ours, "Authorization", acme);

        awaitEvents(acmes, 2);
        awaitEvents(globexes, 2);
        assertThat(acmes.events())
            .hasSize(2)
            .allMatch(event -> json(event, "templateId").equals(ours.toString()));
        assertThat(globexes.events())
            .hasSize(2)
            .allMatch(event -> json(event, "templateId").equals(theirs.toString()));
        assertThat(curious.events()).isEmpty();
      }
    }
  }

  @Test
  void badRequestsAreRefusedTheNumbersAreThereAndAStopEndsTheStreams() {
    EventStream stream;
    try (GatewayHarness gateway = GatewayHarness.demo("fieldsync.gateway.node=gateway-7")) {
      for (String id : List.of("42", "1-a-b-c-d", "1-" + "0.".repeat(100_000) + "0-0")) {
        int status = gateway.get("/api/events", "Last-Event-ID", id).statusCode();
        assertThat(status).as(id).isEqualTo(400);
      }
      assertThat(gateway.get("/api/events?templateId=1").statusCode()).isEqualTo(400);
      for (String method : List.of("HEAD", "POST", "PUT", "DELETE")) {
        HttpResponse<String> answer = gateway.send(method, "/api/events", "");
        assertThat(answer.statusCode()).as(method).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).as(method).hasValue("GET");
      }
      assertThatThrownBy(() -> watch(gateway, "", "Last-Event-ID", "null"))
          .isInstanceOf(IllegalStateException.class);

      UUID id = gateway.insertTemplate(GatewayHarness.DEMO);
      change(gateway, id);
      var stats = GatewayHarness.json(gateway.get("/api/stats"));
      assertThat(stats.get("node").stringValue()).isEqualTo("gateway-7");
      assertThat(stats.get("activeUpdates").intValue()).isEqualTo(1);
      assertThat(stats.get("cacheHitRate").isNull()).isTrue();
      assertThat(stats.get("latencyMs").get("p99").isNull()).isTrue();
      assertThat(stats.get("consumerLag").get("total").intValue()).isEqualTo(1);
      assertThat(stats.get("consumerLag").get("partitions").isEmpty()).isFalse();
      assertThat(stats.get("consumerLag").get("reason").isNull()).isTrue();

      stream = watch(gateway, "");
      awaitReady(stream);
    }
    await().until(stream::hasEnded);
  }

  /** From then on what happens is not followed and has to be read from the logs. */
  private static void awaitNobodyWatches(GatewayHarness gateway) {
    await().until(() -> stats(gateway, "watchers") == 0);
    await()
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().equals("live-events")));
  }

  private static int stats(GatewayHarness gateway, String member) {
    return GatewayHarness.json(gateway.get("/api/stats")).get(member).intValue();
  }
}
