package dev.fieldsync.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.simulators.sendgrid.SendGridSimulator;
import dev.fieldsync.simulators.traffic.Behaviour;
import dev.fieldsync.simulators.traffic.Fault;
import dev.fieldsync.simulators.traffic.Latency;
import dev.fieldsync.simulators.traffic.RetryHint;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ControlIT {

  private static final String MAIL =
      """
      {"personalizations": [{"to": [{"email": "ann@example.com"}]}],
       "from": {"email": "office@example.com"}, "subject": "Hello",
       "content": [{"type": "text/plain", "value": "Hello"}]}
      """;

  private final Simulators all = Simulators.start(0, 0, 0, 7, 10);
  private final SendGridSimulator sendGrid = all.sendGrid();
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    all.close();
  }

  @Test
  void behaviour_is_changed_over_http_and_what_is_not_named_stays() throws Exception {
    HttpResponse<String> answer =
        call(
            "POST",
            "/_control",
            """
            {"latency": {"kind": "uniform", "fromMs": 1, "toMs": 3},
             "faults": {"answer_lost": 0.25, "hang": 0.01},
             "callsPerSecond": 500, "retryHint": "date", "deduplicates": false}
            """);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(sendGrid.server().behaviour())
        .isEqualTo(
            new Behaviour(
                new Latency.Uniform(Duration.ofMillis(1), Duration.ofMillis(3)),
                Map.of(Fault.ANSWER_LOST, 0.25, Fault.HANG, 0.01),
                500,
                RetryHint.DATE,
                Duration.ofSeconds(1),
                false));
    call("POST", "/_control", "{\"callsPerSecond\": 0}");
    assertThat(sendGrid.server().behaviour().retryHint()).isEqualTo(RetryHint.DATE);
  }

  @Test
  void nonsense_is_refused_and_changes_nothing() throws Exception {
    for (String nonsense :
        new String[] {
          "{",
          "[]",
          "{\"speed\": 1}",
          "{\"faults\": {\"hang\": 2}}",
          "{\"faults\": {\"no\": 1}}",
          "{\"latency\": {\"kind\": \"fixed\"}}",
          "{\"latency\": {\"kind\": \"odd\"}}"
        }) {
      assertThat(call("POST", "/_control", nonsense).statusCode()).as(nonsense).isEqualTo(400);
    }
    assertThat(sendGrid.server().behaviour()).isEqualTo(Behaviour.GOOD);
  }

  @Test
  void counters_and_mailboxes_can_be_read_and_are_forgotten_on_delete() throws Exception {
    send();

    assertThat(call("GET", "/_control", "").body()).contains("\"calls\":1");
    assertThat(call("GET", "/_control/done?address=ann%40example.com", "").body())
        .contains("\"mails\":1", "\"subject\":\"Hello\"");
    call("DELETE", "/_control", "");
    assertThat(sendGrid.mailboxes().size()).isZero();
    assertThat(sendGrid.server().counters().calls()).isZero();
  }

  @Test
  void more_than_the_limit_is_told_when_to_come_back() throws Exception {
    sendGrid
        .server()
        .behave(Behaviour.GOOD.withCallsPerSecond(1).withRetryHint(RetryHint.RESET, Duration.ZERO));
    HttpResponse<String> answer = send();
    for (int i = 0; i < 100 && answer.statusCode() == 202; i++) {
      answer = send();
    }

    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().map())
        .containsKeys("x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset");
    assertThat(sendGrid.server().counters().refused()).isEqualTo(1);
  }

  @Test
  void a_mail_can_be_delivered_twice_and_keys_can_be_ignored_as_sendgrid_does() throws Exception {
    sendGrid.server().failNext(Fault.DONE_TWICE);
    send();
    assertThat(sendGrid.mailboxes().of("Ann@Example.com")).hasSize(2);
    sendGrid.server().behave(Behaviour.GOOD.withDeduplication(false));
    send();

    assertThat(sendGrid.mailboxes().of("ann@example.com")).hasSize(3);
    assertThat(sendGrid.server().counters().duplicates()).isEqualTo(1);
  }

  @Test
  void the_same_seed_goes_wrong_at_the_same_calls() throws Exception {
    try (SendGridSimulator other = SendGridSimulator.start(0, 7)) {
      Behaviour shaky = Behaviour.GOOD.withFault(Fault.SERVER_ERROR, 0.5);
      sendGrid.server().behave(shaky);
      other.server().behave(shaky);
      for (int i = 0; i < 20; i++) {
        assertThat(send(sendGrid).statusCode()).isEqualTo(send(other).statusCode());
      }
      assertThat(sendGrid.server().counters().faults(Fault.SERVER_ERROR)).isBetween(1L, 19L);
    }
  }

  private HttpResponse<String> send() throws IOException, InterruptedException {
    return send(sendGrid);
  }

  private HttpResponse<String> send(SendGridSimulator to) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(to.server().uri().resolve("/v3/mail/send"))
            .header("Authorization", "Bearer " + SendGridSimulator.API_KEY)
            .header("Idempotency-Key", "one")
            .POST(BodyPublishers.ofString(MAIL))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> call(String method, String path, String body)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(sendGrid.server().uri().resolve(path))
            .method(method, BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }
}
