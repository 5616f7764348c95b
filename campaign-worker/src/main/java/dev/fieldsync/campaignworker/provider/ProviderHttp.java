package dev.fieldsync.campaignworker.provider;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends requests and gives their whole answers; no thread waits for one. Thread-safe. Answers that
 * come after {@link #close()} are not delivered.
 */
public final class ProviderHttp implements AutoCloseable {

  /** For answers, which are read in no time; their number is bounded by the calls in flight. */
  private static final int THREADS = 2;

  private static final int MAX_ANSWER = 16 << 20;

  private final Duration requestTimeout;
  private final ExecutorService threads;
  private final HttpClient client;

  /** Creates the client; it connects to nothing yet. */
  public ProviderHttp(String provider, CallLimits limits) {
    requestTimeout = limits.requestTimeout();
    AtomicInteger number = new AtomicInteger();
    threads =
        Executors.newFixedThreadPool(
            THREADS,
            task -> {
              Thread thread = new Thread(task, provider + "-http-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    client =
        HttpClient.newBuilder()
            // HTTP/2 would put all calls on one connection, and fail those beyond the server's
            // bound of streams, often 100.
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(limits.connectTimeout())
            .executor(threads)
            .build();
  }

  /**
   * Sends a request.
   *
   * @return fails with an {@code IOException}, or a {@code TimeoutException} when the whole answer
   *     is not there in time
   */
  public CompletableFuture<HttpAnswer> send(HttpRequest.Builder request) {
    CompletableFuture<HttpResponse<byte[]>> call =
        client.sendAsync(
            request.timeout(requestTimeout).build(), head -> new BoundedBody(MAX_ANSWER));
    // The request's own time-out ends with the answer's first line; a body may still drip.
    CompletableFuture<HttpResponse<byte[]>> bounded =
        call.copy().orTimeout(requestTimeout.toMillis(), TimeUnit.MILLISECONDS);
    return bounded
        .whenComplete((response, error) -> call.cancel(true))
        .thenApply(
            response -> HttpAnswer.of(response.statusCode(), response.headers(), response.body()));
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
