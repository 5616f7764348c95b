package dev.fieldsync.campaignworker.provider.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fieldsync.campaignworker.provider.CallLimits;
import dev.fieldsync.campaignworker.provider.ProviderResult;
import dev.fieldsync.campaignworker.provider.ProviderResult.Accepted;
import dev.fieldsync.campaignworker.provider.ProviderResult.Transient;
import dev.fieldsync.simulators.traffic.Behaviour;
import dev.fieldsync.simulators.traffic.Fault;
import dev.fieldsync.simulators.traffic.SimulatedServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SendGridLoadIT {

  private static final int CALLS = 900;

  private final SendGridFixture fixture =
      new SendGridFixture(new CallLimits(1_000, Duration.ofSeconds(20), Duration.ofSeconds(60)));
  private final SimulatedServer server = fixture.sendGrid.server();

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void nine_hundred_calls_are_open_at_once_and_lose_their_answers_and_are_one_mail_each() {
    int threads = Thread.activeCount();
    server.behave(Behaviour.GOOD.withFault(Fault.ANSWER_HANGS, 1));
    var lost = sendAll();
    await().until(() -> server.counters().inFlight() == CALLS);

    assertThat(fixture.calls.inFlight()).isEqualTo(CALLS);
    assertThat(Thread.activeCount() - threads).isLessThan(30);

    server.giveUpHanging();
    assertThat(lost).allSatisfy(call -> assertThat(call.join()).isInstanceOf(Transient.class));
    server.behave(Behaviour.GOOD.withLatency(Duration.ofMillis(1_800)));
    var repeated = sendAll();

    assertThat(repeated).allSatisfy(call -> assertThat(call.join()).isInstanceOf(Accepted.class));
    assertThat(fixture.sendGrid.mailboxes().addresses()).isEqualTo(CALLS);
    assertThat(fixture.sendGrid.mailboxes().size()).isEqualTo(CALLS);
    assertThat(server.counters().duplicates()).isEqualTo(CALLS);
    assertThat(fixture.calls.inFlight()).isZero();
  }

  private List<CompletableFuture<ProviderResult<SentEmail>>> sendAll() {
    List<CompletableFuture<ProviderResult<SentEmail>>> sending = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      sending.add(fixture.sending("job-" + i, "customer" + i + "@example.com"));
    }
    return sending;
  }
}
