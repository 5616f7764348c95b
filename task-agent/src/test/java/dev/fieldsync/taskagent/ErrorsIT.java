package dev.fieldsync.taskagent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever is wrong with a request, the answer is JSON with the error, the time and the path. */
class ErrorsIT {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir static Path folder;
  private static AgentHarness agent;

  @BeforeAll
  static void start() {
    agent = new AgentHarness(folder.resolve("tasks.db"), URI.create("http://127.0.0.1:9"));
  }

  @AfterAll
  static void stop() {
    agent.close();
  }

  @Test
  void brokenJsonAndUnknownPathsAreNoInternalErrors() {
    String unknown = "/api/tasks/" + UUID.randomUUID();

    assertError(agent.send("POST", "/api/tasks", "{"), 400, "valid JSON");
    assertError(agent.get("/api/nothing"), 404, "nothing at this path");
    assertError(agent.get("/error"), 404, "nothing at this path");
    assertError(agent.send("PATCH", "/api/tasks", "{}"), 405, "possible is GET, POST");
    assertError(agent.get(unknown), 404, "no task");
  }

  private static void assertError(HttpResponse<String> answer, int status, String error) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertError(answer.body(), error);
    assertThat(AgentHarness.json(answer).get("path").asString())
        .isEqualTo(answer.request().uri().getPath());
  }

  private static void assertError(String body, String error) {
    JsonNode problem = JSON.readTree(body);
    assertThat(problem.get("error").asString())
        .isEqualTo(problem.get("detail").asString())
        .contains(error);
    assertThat(Instant.parse(problem.get("timestamp").asString())).isBefore(Instant.MAX);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "GET /api/tasks/% HTTP/1.1;400;malformed;/api/tasks/%",
        "GET /api/tasks/a%2Fb HTTP/1.1;400;malformed;/api/tasks/a%2Fb",
        "GET /api/tasks/%00 HTTP/1.1;400;malformed;/api/tasks/%00",
        "GET /api/tasks/{ HTTP/1.1;400;malformed;''",
        "G(T /api/tasks HTTP/1.1;400;malformed;''",
        "GET /api/tasks HTTP/3.3;505;Use HTTP/1.1;/api/tasks",
      })
  void whatTheWebServerRefusesItselfIsSaidInTheSameForm(
      String line, int status, String error, String path) throws IOException {
    String answer = raw(line, "Host: localhost");

    assertThat(answer).startsWith("HTTP/1.1 " + status);
    assertError(body(answer), error);
    assertThat(JSON.readTree(body(answer)).get("path").asString()).isEqualTo(path);
  }

  @Test
  void aCallUnderAnotherSitesNameIsToldHowToCall() throws IOException {
    String answer = raw("GET /api/tasks HTTP/1.1", "Host: evil.example");

    assertThat(answer).startsWith("HTTP/1.1 403");
    assertError(body(answer), "Call this device as localhost");
    assertThat(JSON.readTree(body(answer)).get("path").asString()).isEqualTo("/api/tasks");
  }

  @Test
  void aBodyThatIsNoJsonIsToldWhatToSend() throws IOException {
    String answer =
        raw(
            "POST /api/tasks HTTP/1.1",
            "Host: localhost",
            "Content-Type: text/plain",
            "Content-Length: 0");

    assertThat(answer).startsWith("HTTP/1.1 415");
    assertError(body(answer), "Content-Type: application/json");
  }

  /** Sends what no well-behaved client would. */
  private static String raw(String... lines) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), agent.url().getPort())) {
      String request = String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String body(String answer) {
    String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
    return body.substring(body.indexOf('{'), body.lastIndexOf('}') + 1);
  }
}
