package dev.fieldsync.gateway.update;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.gateway.GatewayHarness;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Promise: bad input gets a 4xx problem that helps, never a 5xx, and nothing is written. */
class BadInputIT {

  private static GatewayHarness gateway;
  private static UUID templateId;

  @BeforeAll
  static void startGateway() {
    gateway = GatewayHarness.demo();
    templateId = gateway.insertTemplate(GatewayHarness.DEMO);
  }

  @AfterAll
  static void nothingWasWritten() {
    try (GatewayHarness started = gateway;
        var consumer =
            new KafkaConsumer<>(
                Map.of("bootstrap.servers", started.workspace().bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
      var partitions =
          Stream.of(started.topics().templateUpdates(), started.topics().fieldProcessing())
              .flatMap(topic -> consumer.partitionsFor(topic).stream())
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      assertThat(consumer.endOffsets(partitions).values()).allMatch(end -> end == 0);
    }
  }

  static Stream<Arguments> bodies() {
    String nested = "{\"field_definitions\":{\"f\":{\"validation\":";
    return Stream.of(
        Arguments.of("not JSON", "nope", 400, "not valid JSON"),
        Arguments.of("empty", "", 400, "empty"),
        Arguments.of("array", "[{\"name\":\"N\"}]", 400, "must be a JSON object"),
        Arguments.of("text", "\"N\"", 400, "must be a JSON object"),
        Arguments.of("number", "7", 400, "must be a JSON object"),
        Arguments.of("null", "null", 400, "must be a JSON object"),
        Arguments.of("cut off", "{\"name\":\"N", 400, "not valid JSON"),
        Arguments.of("duplicate keys", "{\"name\":\"A\",\"name\":\"B\"}", 400, "appears twice"),
        Arguments.of("NUL", "{\"name\":\"a\\u0000b\"}", 400, "\\u0000"),
        Arguments.of("lone surrogate", "{\"name\":\"\\ud800\"}", 400, "lone surrogate"),
        Arguments.of("1e400", nested + "{\"max\":1e400}}}}", 400, "range of a double"),
        Arguments.of(
            "1e9999999999", nested + "{\"max\":1e9999999999}}}}", 400, "range of a double"),
        Arguments.of(
            "0e-1000000003", nested + "{\"m\":0e-1000000003}}}}", 400, "range of a double"),
        Arguments.of(
            "nested 1,000 deep",
            nested + "{\"a\":".repeat(1_000) + "1" + "}".repeat(1_003),
            400,
            "deeper than 100"),
        Arguments.of("2 MiB", "{\"name\":\"" + "x".repeat(2 << 20) + "\"}", 413, "larger than"),
        Arguments.of(
            "numbers that grow when stored",
            nested + "{\"a\":[" + "1e300,".repeat(100_000) + "1]}}}}",
            413,
            "larger than"),
        Arguments.of("sections as object", "{\"sections\":{}}", 400, "/sections must be an array"),
        Arguments.of("section as text", "{\"sections\":[\"s\"]}", 400, "/sections/0"),
        Arguments.of("section without id", "{\"sections\":[{}]}", 400, "/sections/0/id"),
        Arguments.of(
            "title as number", "{\"sections\":[{\"id\":\"s\",\"title\":1}]}", 400, "title"),
        Arguments.of("definitions as array", "{\"field_definitions\":[]}", 400, "object keyed by"),
        Arguments.of("name as number", "{\"name\":1}", 400, "/name must be text"),
        Arguments.of("name null", "{\"name\":null}", 400, "/name must be text"),
        Arguments.of("nothing known", "{\"colour\":\"red\"}", 400, "Send at least one of"),
        Arguments.of("id of another", "{\"id\":\"x\",\"name\":\"N\"}", 400, "id in the path"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bodies")
  void badBodiesOfUpdates(String name, String body, int status, String detail) {
    for (String method : new String[] {"PATCH", "PUT"}) {
      assertProblem(
          gateway.send(method, "/api/templates/" + templateId, body), status, null, detail);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bodies")
  void badBodiesOfCreates(String name, String body, int status, String detail) {
    HttpResponse<String> response = gateway.send("POST", "/api/templates", body);

    assertThat(response.statusCode()).isBetween(400, 499);
    assertThat(GatewayHarness.json(response).get("detail").stringValue()).isNotBlank();
  }

  @Test
  void bytesThatAreNotUtf8() {
    byte[] body = "{\"name\":\"?\"}".getBytes(UTF_8);
    body[9] = (byte) 0xff;

    assertProblem(
        gateway.send("PATCH", "/api/templates/" + templateId, body),
        400,
        "ValidationError",
        "not valid JSON");
  }

  @Test
  void aVersionThatIsTooLong() {
    assertProblem(
        gateway.send(
            "PUT",
            "/api/templates/" + templateId,
            "{\"version\":\"" + "v".repeat(201) + "\",\"name\":\"N\"}"),
        400,
        "ValidationError",
        "version");
  }

  @Test
  void aVersionThatIsNoText() {
    assertProblem(
        gateway.send("PUT", "/api/templates/" + templateId, "{\"version\":1,\"name\":\"N\"}"),
        400,
        "ValidationError",
        "version");
  }

  @Test
  void errorsNameThePlaces() {
    HttpResponse<String> response =
        gateway.send(
            "PATCH",
            "/api/templates/" + templateId,
            "{\"name\":1,\"sections\":[{\"id\":\"a\"},{\"id\":\"a\"}]}");

    JsonNode errors = GatewayHarness.json(response).get("errors");
    assertThat(errors.size()).isEqualTo(2);
    assertThat(errors.get(0).get("path").stringValue()).isEqualTo("/name");
    assertThat(errors.get(1).get("path").stringValue()).isEqualTo("/sections/1/id");
  }

  static Stream<Arguments> batches() {
    String fine = "{\"name\":\"N\"}";
    return Stream.of(
        Arguments.of("no updates", "{}", "/updates"),
        Arguments.of("none", "{\"updates\":[]}", "/updates"),
        Arguments.of("no array", "{\"updates\":" + fine + "}", "/updates"),
        Arguments.of(
            "too many", "{\"updates\":[" + (fine + ",").repeat(500) + fine + "]}", "/updates"),
        Arguments.of("something besides", "{\"updates\":[" + fine + "],\"a\":1}", "/a"),
        Arguments.of("text", "{\"updates\":[" + fine + ",\"N\"]}", "/updates/1"),
        Arguments.of("bad name", "{\"updates\":[" + fine + ",{\"name\":1}]}", "/updates/1/name"),
        Arguments.of(
            "bad version",
            "{\"updates\":[{\"version\":1,\"name\":\"N\"}," + fine + "]}",
            "/updates/0/version"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("batches")
  void oneBadUpdateKeepsABatchOut(String name, String body, String place) {
    HttpResponse<String> response =
        gateway.send("POST", "/api/templates/" + templateId + "/updates", body);

    assertProblem(response, 400, "ValidationError", "");
    assertThat(GatewayHarness.json(response).at("/errors/0/path").stringValue()).isEqualTo(place);
  }

  @Test
  void aBatchIsNotStrict() {
    assertProblem(
        gateway.send(
            "POST",
            "/api/templates/" + templateId + "/updates",
            "{\"updates\":[{\"name\":\"N\"}]}",
            "If-Match",
            "\"1.0.0\""),
        400,
        "ValidationError",
        "If-Match");
  }

  static Stream<Arguments> unknownTemplates() {
    return Stream.of(
        Arguments.of(UUID.randomUUID().toString(), 404),
        Arguments.of("test-template-123", 404),
        Arguments.of("1-1-1-1-1", 404),
        Arguments.of("%00", 400),
        Arguments.of("a%2Fb", 400),
        Arguments.of("x".repeat(3_000), 404));
  }

  @ParameterizedTest
  @MethodSource("unknownTemplates")
  void unknownTemplatesCannotBeReadOrChanged(String id, int status) {
    String title = status == 404 ? "TemplateNotFound" : "ValidationError";
    assertProblem(gateway.get("/api/templates/" + id), status, title, "");
    assertProblem(
        gateway.send("PATCH", "/api/templates/" + id, "{\"name\":\"N\"}"), status, title, "");
    assertProblem(
        gateway.send(
            "POST", "/api/templates/" + id + "/updates", "{\"updates\":[{\"name\":\"N\"}]}"),
        status,
        title,
        "");
  }

  @Test
  void anotherOrganizationsTemplateDoesNotExist() {
    UUID foreign = gateway.insertTemplate("somebody else");

    assertProblem(gateway.get("/api/templates/" + foreign), 404, "TemplateNotFound", "");
    assertProblem(
        gateway.send("PUT", "/api/templates/" + foreign, "{\"name\":\"Mine\"}"),
        404,
        "TemplateNotFound",
        "");
  }

  static Stream<Arguments> headers() {
    return Stream.of(
        Arguments.of("Idempotency-Key", "7", 400),
        Arguments.of("If-Match", "3-abc", 400),
        Arguments.of("If-Match", "", 400),
        Arguments.of("If-Match", "W/\"1.0.0\"", 400),
        Arguments.of("If-Match", "\"" + "v".repeat(201) + "\"", 400),
        Arguments.of("Content-Encoding", "gzip", 415),
        Arguments.of("X-Base-Version", "", 400),
        Arguments.of("X-Base-Version", "\"1.0.0\", \"2\"", 400),
        Arguments.of("X-Base-Version", "v".repeat(201), 400),
        Arguments.of("Content-Type", "application/json-patch+json", 400),
        Arguments.of("Content-Type", "text/plain", 415),
        Arguments.of("Content-Type", "multipart/form-data; boundary=x", 415),
        Arguments.of("Content-Type", "application/x-www-form-urlencoded", 415),
        Arguments.of("Content-Type", "nonsense", 415));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("headers")
  void badHeaders(String header, String value, int status) {
    assertProblem(
        gateway.send("PATCH", "/api/templates/" + templateId, "{\"name\":\"N\"}", header, value),
        status,
        null,
        "");
  }

  @Test
  void conditionsThatContradictEachOther() {
    assertProblem(
        gateway.send(
            "PATCH",
            "/api/templates/" + templateId,
            "{\"name\":\"N\"}",
            "X-Base-Version",
            "1.0.0",
            "If-Match",
            "\"1.0.0\""),
        400,
        "ValidationError",
        "X-Base-Version");
    assertProblem(
        gateway.send(
            "PATCH",
            "/api/templates/" + templateId,
            "{\"name\":\"N\",\"version\":\"1.0.0\"}",
            "X-Base-Version",
            "1.0.0"),
        400,
        "ValidationError",
        "X-Base-Version");
    assertProblem(
        gateway.send("POST", "/api/templates", "{\"name\":\"N\"}", "X-Base-Version", "1.0.0"),
        400,
        "ValidationError",
        "X-Base-Version");
  }

  static Stream<Arguments> jsonPatches() {
    return Stream.of(
        Arguments.of("{\"op\":\"add\"}", "array"),
        Arguments.of("[]", "at least one operation"),
        Arguments.of("[7]", "operation 0"),
        Arguments.of("[{\"op\":\"put\",\"path\":\"/name\",\"value\":1}]", "operation 0"),
        Arguments.of("[{\"op\":\"add\",\"path\":\"/name\"}]", "value"),
        Arguments.of("[{\"op\":\"add\",\"path\":\"name\",\"value\":1}]", "operation 0"),
        Arguments.of("[{\"op\":\"move\",\"path\":\"/name\"}]", "from"),
        Arguments.of("[{\"op\":\"add\",\"path\":\"/colour\",\"value\":1}]", "/colour"),
        Arguments.of("[{\"op\":\"replace\",\"path\":\"/version\",\"value\":\"1\"}]", "/version"),
        Arguments.of("[{\"op\":\"replace\",\"path\":\"\",\"value\":{}}]", "whole template"),
        Arguments.of("[{\"op\":\"move\",\"from\":\"/id\",\"path\":\"/name\"}]", "/id"),
        Arguments.of("[{\"op\":\"test\",\"path\":\"/name\",\"value\":\"N\"}]", "not a test"),
        Arguments.of(
            "[{\"op\":\"remove\",\"path\":\"/sections" + "/a".repeat(200) + "\"}]", "deeper"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("jsonPatches")
  void badJsonPatches(String body, String detail) {
    assertProblem(
        gateway.send(
            "PATCH",
            "/api/templates/" + templateId,
            body,
            "Content-Type",
            "application/json-patch+json"),
        400,
        "ValidationError",
        detail);
    assertProblem(
        gateway.send(
            "PUT",
            "/api/templates/" + templateId,
            body,
            "Content-Type",
            "application/json-patch+json"),
        415,
        "UnsupportedMediaType",
        "PATCH");
  }

  @Test
  void badRollbacksAndLooksAtThePast() {
    String path = "/api/templates/" + templateId;
    for (String body : new String[] {"{}", "{\"toVersion\":1}", "{\"toVersion\":\"\"}", "[]"}) {
      assertProblem(gateway.send("POST", path + "/rollback", body), 400, "ValidationError", "");
    }
    assertProblem(
        gateway.send(
            "POST", "/api/templates/" + UUID.randomUUID() + "/rollback", "{\"toVersion\":\"1\"}"),
        404,
        "TemplateNotFound",
        "");
    assertProblem(gateway.get(path + "/history?before=x"), 400, "ValidationError", "before");
    assertProblem(gateway.get(path + "/history?limit=101"), 400, "ValidationError", "limit");
    assertProblem(gateway.get(path + "/diff"), 400, "ValidationError", "versions to compare");
    assertProblem(gateway.get(path + "/diff?from=9"), 404, "VersionNotFound", "9");
    assertProblem(gateway.get(path + "/versions/9"), 404, "VersionNotFound", "9");
    UUID foreign = gateway.insertTemplate("somebody else");
    for (String what : new String[] {"/history", "/versions/1.0.0", "/diff?from=1.0.0"}) {
      assertProblem(gateway.get("/api/templates/" + foreign + what), 404, "TemplateNotFound", "");
    }
  }

  static Stream<Arguments> processing() {
    String template = "/api/templates/";
    String backfill = "/api/processing/backfill";
    String nobodys = backfill + "/f17e5afe-0000-4000-8000-000000000001";
    return Stream.of(
        Arguments.of(template + UUID.randomUUID() + "/process", "", 404, "template"),
        Arguments.of(template + "x/process", "", 404, "UUIDs"),
        Arguments.of("/api/processing/pause", "{\"reason\":7}", 400, "Say why"),
        Arguments.of("/api/processing/pause", "{\"reason\":\" \"}", 400, "Say why"),
        Arguments.of("/api/processing/pause", "{\"reason\":null}", 400, "Say why"),
        Arguments.of("/api/processing/pause", "{\"why\":\"x\"}", 400, "only reason"),
        Arguments.of("/api/processing/pause?scope=some", "", 400, "scope"),
        Arguments.of("/api/processing/resume?scope=", "", 400, "scope"),
        Arguments.of("/api/processing/resume", "{\"reason\":\"x\"}", 400, "no body"),
        Arguments.of(backfill, "[]", 400, "object"),
        Arguments.of(backfill, "{\"templatesPerSecond\":0}", 400, "1 to 10000"),
        Arguments.of(backfill, "{\"templatesPerSecond\":10001}", 400, "1 to 10000"),
        Arguments.of(backfill, "{\"templatesPerSecond\":1e300}", 400, "1 to 10000"),
        Arguments.of(backfill, "{\"templatesPerSecond\":99999999999}", 400, "1 to 10000"),
        Arguments.of(backfill, "{\"templatesPerSecond\":1.5}", 400, "1 to 10000"),
        Arguments.of(backfill, "{\"templatesPerSecond\":\"9\"}", 400, "1 to 10000"),
        Arguments.of(backfill, "{\"templatesPerSecond\":null}", 400, "1 to 10000"),
        Arguments.of(backfill, "{\"adopt\":\"yes\"}", 400, "true or false"),
        Arguments.of(backfill, "{\"speed\":9}", 400, "templatesPerSecond, adopt"),
        Arguments.of(backfill + "?scope=all", "nope", 400, "not valid JSON"),
        Arguments.of(backfill + "?scope=mine", "", 400, "scope"),
        Arguments.of(nobodys + "/cancel", "", 404, "no backfill"),
        Arguments.of(backfill + "/1-1-1-1-1/pause", "", 404, "no backfill"),
        Arguments.of(backfill + "/x/resume", "", 404, "no backfill"),
        Arguments.of(backfill + "/%00/resume", "", 400, ""));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("processing")
  void badRequestsForProcessing(String path, String body, int status, String detail) {
    assertProblem(gateway.send("POST", path, body), status, null, detail);
  }

  @Test
  void aBodyWithWhatMeansNothingProcessesNothing() {
    for (String body : new String[] {"{\"now\":true}", "[]", "null", "nope"}) {
      assertProblem(
          gateway.send("POST", "/api/templates/" + templateId + "/process", body),
          400,
          "ValidationError",
          "");
    }
    UUID foreign = gateway.insertTemplate("somebody else");
    assertProblem(
        gateway.send("POST", "/api/templates/" + foreign + "/process", ""),
        404,
        "TemplateNotFound",
        "");
    assertProblem(gateway.get("/api/processing/backfill?limit=0"), 400, "ValidationError", "limit");
    assertProblem(gateway.get("/api/processing/backfill/x"), 404, "BackfillNotFound", "x");
    assertProblem(gateway.send("DELETE", "/api/processing", ""), 405, "MethodNotAllowed", "GET");
    JsonNode state = GatewayHarness.json(gateway.get("/api/processing"));
    assertThat(state.get("paused").booleanValue()).isFalse();
    assertThat(state.get("backfill").isNull()).isTrue();
  }

  @Test
  void unknownFieldsAreRefusedWhenAskedFor() {
    assertProblem(
        gateway.send(
            "PATCH",
            "/api/templates/" + templateId,
            "{\"name\":\"N\",\"colour\":\"red\"}",
            "Prefer",
            "handling=strict"),
        400,
        "ValidationError",
        "handling=strict");
  }

  @Test
  void badQueriesMethodsAndPaths() {
    assertProblem(gateway.get("/api/templates?limit=0"), 400, "ValidationError", "limit");
    assertProblem(gateway.get("/api/templates?limit=x"), 400, "ValidationError", "limit");
    assertProblem(gateway.get("/api/templates?cursor=!!"), 400, "ValidationError", "cursor");
    assertProblem(gateway.send("DELETE", "/api/templates", ""), 405, "MethodNotAllowed", "DELETE");
    assertProblem(gateway.get("/api/templates?cursor=%ff"), 400, "ValidationError", "query");
    assertProblem(gateway.get("/api/templates?%ff=1"), 400, "ValidationError", "query");
    assertProblem(gateway.get("/api/nothing", "Accept", "text/html"), 404, "NotFound", "");
    assertProblem(gateway.get("/api/nothing"), 404, "NotFound", "");
    assertProblem(gateway.get("/api/updates/nope"), 404, "UpdateNotFound", "");
    assertProblem(gateway.get("/api/updates/" + UUID.randomUUID()), 404, "UpdateNotFound", "");
  }

  /** What a client library would not send. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
        "Content-Length: 100\r\n\r\n{\"name\":"
      })
  void bodiesThatAreBrokenOnTheWire(String rest) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      String head =
          "PATCH /api/templates/%s HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
      socket.getOutputStream().write((head.formatted(templateId) + rest).getBytes(UTF_8));
      socket.shutdownOutput();

      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);

      assertThat(answer)
          .satisfiesAnyOf(
              text -> assertThat(text).isEmpty(),
              text ->
                  assertThat(text).startsWith("HTTP/1.1 4").contains("application/problem+json"));
    }
  }

  private static void assertProblem(
      HttpResponse<String> response, int status, String title, String detail) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    JsonNode problem = GatewayHarness.json(response);
    assertThat(problem.get("status").intValue()).isEqualTo(status);
    assertThat(problem.get("detail").stringValue()).isNotBlank().contains(detail);
    assertThat(problem.get("title").stringValue()).isNotBlank();
    if (title != null) {
      assertThat(problem.get("title").stringValue()).isEqualTo(title);
    }
    assertThat(response.body()).doesNotContain("Exception").doesNotContain("dev.fieldsync");
  }
}
