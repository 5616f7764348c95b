package dev.fieldsync.campaignworker.provider;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProviderHttpIT {

  private final CountDownLatch testEnded = new CountDownLatch(1);
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void stop() {
    testEnded.countDown();
    server.stop(0);
  }

  @Test
  void an_answer_that_begins_and_never_ends_is_given_up() {
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 100);
          exchange.getResponseBody().write(1);
          exchange.getResponseBody().flush();
          awaitTestEnd();
        });

    try (ProviderHttp http = http(Duration.ofMillis(300))) {
      assertThatThrownBy(() -> http.send(request()).join())
          .hasCauseInstanceOf(TimeoutException.class);
    }
  }

  @Test
  void an_answer_without_bounds_is_given_up() {
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try (OutputStream body = exchange.getResponseBody()) {
            byte[] megabyte = new byte[1 << 20];
            for (int i = 0; i < 64; i++) {
              body.write(megabyte);
            }
          }
        });

    try (ProviderHttp http = http(Duration.ofSeconds(30))) {
      assertThatThrownBy(() -> http.send(request()).join())
          .hasRootCauseInstanceOf(AnswerTooLargeException.class);
    }
  }

  private void awaitTestEnd() {
    try {
      testEnded.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpRequest.Builder request() {
    return HttpRequest.newBuilder(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"));
  }

  private static ProviderHttp http(Duration requestTimeout) {
    return new ProviderHttp("test", new CallLimits(1, Duration.ofSeconds(5), requestTimeout));
  }
}
