package dev.fieldsync.local.device;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.fieldsync.shared.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/**
 * What lies between one device and the gateway: it passes requests on, loses them, or loses the
 * answers after the server has applied them; and it knows what the device has sent.
 */
final class DeviceNetwork implements AutoCloseable {

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private final int gatewayPort;
  private final List<JsonNode> batches = new CopyOnWriteArrayList<>();
  private volatile boolean up = true;
  private volatile boolean losesAnswers;
  private final AtomicInteger batchesLeft = new AtomicInteger(Integer.MAX_VALUE);

  DeviceNetwork(int gatewayPort) {
    this.gatewayPort = gatewayPort;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  void up(boolean now) {
    batchesLeft.set(Integer.MAX_VALUE);
    up = now;
  }

  /** Is up until this many batches were answered. */
  void upForBatches(int count) {
    batchesLeft.set(count);
    up = true;
  }

  void losesAnswers(boolean now) {
    losesAnswers = now;
  }

  /** The batches that were on their way to the server, in order; lost ones are not among them. */
  List<JsonNode> batches() {
    return List.copyOf(batches);
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (!up) {
      exchange.close();
      return;
    }
    boolean isBatch = exchange.getRequestURI().getPath().equals("/api/sync/batch");
    if (isBatch) {
      batches.add(Json.parse(new String(body, StandardCharsets.UTF_8)));
    }
    HttpResponse<byte[]> answer;
    try {
      answer = http.send(request(exchange, body), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      exchange.close();
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      exchange.close();
      return;
    }
    if (isBatch && batchesLeft.decrementAndGet() == 0) {
      // The next requests do not get through, the answer to this one does.
      up = false;
    } else if (!up || (isBatch && losesAnswers)) {
      exchange.close();
      return;
    }
    exchange.sendResponseHeaders(
        answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
    exchange.getResponseBody().write(answer.body());
    exchange.close();
  }

  private HttpRequest request(HttpExchange exchange, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + gatewayPort + exchange.getRequestURI()))
            .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
    for (String name : List.of("Content-Type", "X-Actor")) {
      String value = exchange.getRequestHeaders().getFirst(name);
      if (value != null) {
        request.setHeader(name, value);
      }
    }
    return request.build();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
