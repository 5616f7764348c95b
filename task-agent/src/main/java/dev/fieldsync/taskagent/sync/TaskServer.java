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
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The gateway, as this device calls it. Thread-safe. */
@Component
class TaskServer {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(3);
  private static final String CHANGES = "/api/sync/changes?limit=1000";

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
   * Sends a batch, whose answer is waited for later.
   *
   * @throws ServerAwayException when a person wants to be offline; nothing was sent
   */
  SentBatch push(byte[] body) throws ServerAwayException {
    requireWanted();
    HttpRequest request =
        request("/api/sync/batch")
            .header("Content-Type", "application/json")
            // What this device has said itself it need not be told.
            .header("Prefer", "return=minimal")
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    return new SentBatch(http.sendAsync(request, BodyHandlers.ofByteArray()));
  }

  /** A batch that is on its way. Not thread-safe. */
  final class SentBatch {

    private final CompletableFuture<HttpResponse<byte[]>> answer;

    private SentBatch(CompletableFuture<HttpResponse<byte[]>> answer) {
      this.answer = answer;
    }

    /**
     * Waits for the answer.
     *
     * @throws ServerAwayException when nobody knows what became of it; sending it again is safe
     * @throws BatchRefusedException when nothing of it was applied
     */
    ServerAnswer.Batch await() throws ServerAwayException, BatchRefusedException {
      HttpResponse<byte[]> received;
      try {
        received = answer.get();
      } catch (ExecutionException e) {
        throw away(e.getCause());
      } catch (InterruptedException e) {
        throw away(e);
      }
      if (received.statusCode() == 400 || received.statusCode() == 413) {
        throw new BatchRefusedException(reason(received));
      }
      return read(received, ServerAnswer.Batch.class);
    }
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
        checkpoint == null ? "" : "&since=" + URLEncoder.encode(checkpoint, StandardCharsets.UTF_8);
    HttpResponse<byte[]> answer = send(request(CHANGES + since).GET());
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

  private HttpResponse<byte[]> send(HttpRequest.Builder request) throws ServerAwayException {
    requireWanted();
    try {
      return http.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException | InterruptedException e) {
      throw away(e);
    }
  }

  /** Also what is under way ends with the next request once a person wants to be offline. */
  private void requireWanted() throws ServerAwayException {
    if (state.isOfflineWanted()) {
      throw new ServerAwayException("This device was set to be offline.");
    }
  }

  private static ServerAwayException away(@Nullable Throwable cause) {
    if (cause instanceof InterruptedException) {
      Thread.currentThread().interrupt();
      return new ServerAwayException("This program is stopping.", cause);
    }
    if (cause instanceof ConnectException) {
      return new ServerAwayException("The server cannot be reached.", cause);
    }
    if (cause instanceof HttpTimeoutException) {
      return new ServerAwayException("The server took too long to answer.", cause);
    }
    if (cause == null) {
      return new ServerAwayException("The connection to the server broke.");
    }
    String what = Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName());
    return new ServerAwayException(sentence("The connection to the server broke: " + what), cause);
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
