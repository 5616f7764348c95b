package dev.fieldsync.taskagent.sync;

import dev.fieldsync.taskagent.AgentProperties;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The gateway, as this device calls it. Thread-safe. */
@Component
class TaskServer {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(3);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();

  private final AgentProperties properties;
  private final JsonMapper json;
  private final SyncState state;

  TaskServer(AgentProperties properties, JsonMapper json, SyncState state) {
    this.properties = properties;
    this.json = json;
    this.state = state;
  }

  /** Says whether the server answers at the moment. */
  boolean isReachable() {
    try {
      return send(request("/api/health").timeout(PROBE_TIMEOUT).GET()).statusCode() == 200;
    } catch (ServerAwayException e) {
      return false;
    }
  }

  /**
   * Sends a batch.
   *
   * @throws ServerAwayException when nobody knows what became of it; sending it again is safe
   * @throws BatchRefusedException when nothing of it was applied
   */
  ServerAnswer.Batch push(byte[] body) throws ServerAwayException, BatchRefusedException {
    HttpResponse<byte[]> answer =
        send(
            request("/api/sync/batch")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body)));
    if (answer.statusCode() == 400 || answer.statusCode() == 413) {
      throw new BatchRefusedException(reason(answer));
    }
    return read(answer, ServerAnswer.Batch.class);
  }

  /**
   * Fetches what other devices did.
   *
   * @param checkpoint of the page before, {@code null} to begin
   * @throws ServerAwayException when there is no answer
   * @throws CheckpointExpiredException when the device has to begin again
   */
  ServerAnswer.Changes changes(@Nullable String checkpoint)
      throws ServerAwayException, CheckpointExpiredException {
    String since =
        checkpoint == null ? "" : "?since=" + URLEncoder.encode(checkpoint, StandardCharsets.UTF_8);
    HttpResponse<byte[]> answer = send(request("/api/sync/changes" + since).GET());
    if (answer.statusCode() == 410) {
      throw new CheckpointExpiredException();
    }
    return read(answer, ServerAnswer.Changes.class);
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(properties.server() + path))
            .timeout(properties.requestTimeout());
    if (properties.token() != null && !properties.token().isBlank()) {
      request.header("Authorization", "Bearer " + properties.token());
    }
    if (properties.actor() != null) {
      request.header("X-Actor", properties.actor());
    }
    return request;
  }

  /** Also what is under way ends with the next request once a person wants to be offline. */
  private HttpResponse<byte[]> send(HttpRequest.Builder request) throws ServerAwayException {
    if (state.isOfflineWanted()) {
      throw new ServerAwayException("This device was set to be offline.");
    }
    try {
      return http.send(request.build(), BodyHandlers.ofByteArray());
    } catch (ConnectException e) {
      throw new ServerAwayException("The server cannot be reached.", e);
    } catch (HttpTimeoutException e) {
      throw new ServerAwayException("The server took too long to answer.", e);
    } catch (IOException e) {
      String what = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw new ServerAwayException(sentence("The connection to the server broke: " + what), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerAwayException("This program is stopping.", e);
    }
  }

  private <T> T read(HttpResponse<byte[]> answer, Class<T> type) throws ServerAwayException {
    if (answer.statusCode() != 200) {
      throw new ServerAwayException(reason(answer));
    }
    try {
      return json.readValue(answer.body(), type);
    } catch (JacksonException e) {
      throw new ServerAwayException("The server's answer cannot be read.", e);
    }
  }

  private String reason(HttpResponse<byte[]> answer) {
    String answered = "The server answered " + answer.statusCode();
    try {
      String detail = json.readTree(answer.body()).path("detail").asString("");
      return sentence(detail.isEmpty() ? answered : answered + ": " + detail);
    } catch (JacksonException e) {
      return answered + "; what answers there is not Fieldsync.";
    }
  }

  private static String sentence(String text) {
    return text.endsWith(".") ? text : text + ".";
  }
}
