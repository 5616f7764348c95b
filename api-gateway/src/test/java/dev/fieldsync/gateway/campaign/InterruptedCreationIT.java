package dev.fieldsync.gateway.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.gateway.GatewayHarness;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Creations that meet, and those whose senders go away. */
class InterruptedCreationIT {

  private static final int JOBS = 5_000;
  private static final int MAX_UPLOADS = 2;

  private static GatewayHarness gateway;

  @BeforeAll
  static void start() {
    gateway = GatewayHarness.demo("fieldsync.gateway.campaigns.max-uploads=" + MAX_UPLOADS);
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static String body() {
    String emails =
        IntStream.range(0, JOBS)
            .mapToObj("\"customer-%d@example.com\""::formatted)
            .collect(Collectors.joining(","));
    return "{\"name\": \"Spring\", \"subject\": \"s\", \"body\": \"b\", \"audience\": {\"emails\": ["
        + emails
        + "]}}";
  }

  private static HttpResponse<String> create(UUID key) {
    return gateway.send("POST", "/api/campaigns", body(), "Idempotency-Key", key.toString());
  }

  @Test
  void the_same_request_twice_at_once_makes_one_campaign() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(MAX_UPLOADS);
    try {
      for (int round = 0; round < 5; round++) {
        UUID key = UUID.randomUUID();
        Set<String> answers = new HashSet<>();
        Callable<HttpResponse<String>> request = () -> create(key);
        for (Future<HttpResponse<String>> each :
            threads.invokeAll(Collections.nCopies(MAX_UPLOADS, request))) {
          assertThat(each.get().statusCode()).as(each.get().body()).isEqualTo(201);
          answers.add(each.get().body());
        }

        assertThat(answers).hasSize(1);
        assertThat(progress(key, "jobs")).isEqualTo(JOBS);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static int progress(UUID campaign, String member) {
    return GatewayHarness.json(gateway.get("/api/campaigns/" + campaign))
        .at("/progress/" + member)
        .intValue();
  }

  @Test
  void a_sender_that_goes_away_leaves_nothing_and_takes_no_place() throws IOException {
    for (int i = 0; i < 2 * MAX_UPLOADS; i++) {
      UUID key = UUID.randomUUID();

      sendHalf(key);

      assertThat(gateway.get("/api/campaigns/" + key).statusCode()).isEqualTo(404);
    }
    UUID whole = UUID.randomUUID();
    Awaitility.await().untilAsserted(() -> assertThat(create(whole).statusCode()).isEqualTo(201));
    assertThat(progress(whole, "jobs")).isEqualTo(JOBS);
  }

  private static void sendHalf(UUID key) throws IOException {
    byte[] body = body().getBytes(StandardCharsets.US_ASCII);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      OutputStream out = socket.getOutputStream();
      String head =
          """
          POST /api/campaigns HTTP/1.1\r
          Host: localhost\r
          X-Actor: alice\r
          Content-Type: application/json\r
          Idempotency-Key: %s\r
          Content-Length: %d\r
          \r
          """
              .formatted(key, body.length);
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      out.write(body, 0, body.length / 2);
      out.flush();
    }
  }
}
