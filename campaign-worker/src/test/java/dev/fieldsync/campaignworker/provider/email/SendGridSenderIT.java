package dev.fieldsync.campaignworker.provider.email;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.campaignworker.provider.CallLimits;
import dev.fieldsync.campaignworker.provider.ProviderResult.Accepted;
import dev.fieldsync.campaignworker.provider.ProviderResult.Permanent;
import dev.fieldsync.campaignworker.provider.ProviderResult.RateLimited;
import dev.fieldsync.campaignworker.provider.ProviderResult.Transient;
import dev.fieldsync.simulators.sendgrid.Mail;
import dev.fieldsync.simulators.traffic.Behaviour;
import dev.fieldsync.simulators.traffic.Fault;
import dev.fieldsync.simulators.traffic.RetryHint;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SendGridSenderIT {

  private static final CallLimits SHORT =
      new CallLimits(100, Duration.ofSeconds(2), Duration.ofSeconds(10));

  private static SendGridFixture fixture;

  @BeforeAll
  static void start() {
    fixture = new SendGridFixture(SHORT);
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  @BeforeEach
  void forget() {
    fixture.sendGrid.server().forget();
  }

  @Test
  void a_mail_arrives_with_the_key_in_three_places() {
    var result = fixture.send("job-1", "ann@example.com");

    Mail mail = fixture.sendGrid.mailboxes().of("ann@example.com").get(0);
    assertThat(result).isEqualTo(new Accepted<>(new SentEmail(mail.messageId())));
    assertThat(mail.subject()).isEqualTo("Your inspection");
    assertThat(mail.body()).isEqualTo("We come on Monday.");
    assertThat(mail.from()).isEqualTo("office@example.com");
    assertThat(mail.replyTo()).isEqualTo("reply-1@replies.example.com");
    assertThat(mail.key()).isEqualTo("job-1:send_email");
    assertThat(mail.customArgs()).containsEntry("fieldsync_key", "job-1:send_email");
    assertThat(mail.headers())
        .containsEntry("X-Fieldsync-Message-Id", "<job-1.send_email@fieldsync>");
  }

  @Test
  void an_invalid_address_is_permanent_and_says_so() {
    assertThat(fixture.send("job-2", "nobody"))
        .isEqualTo(
            new Permanent<>(
                "SendGrid answered 400: Does not contain a valid address."
                    + " (personalizations.0.to.0.email)"));
  }

  @Test
  void its_own_failure_is_transient() {
    fixture.sendGrid.server().failNext(Fault.SERVER_ERROR);

    assertThat(fixture.send("job-3", "ann@example.com"))
        .isEqualTo(new Transient<>("SendGrid answered 503: service unavailable", null));
    assertThat(fixture.sendGrid.mailboxes().size()).isZero();
  }

  @ParameterizedTest
  @EnumSource(
      value = RetryHint.class,
      names = {"SECONDS", "DATE", "RESET"})
  void being_too_fast_is_told_when_to_come_back(RetryHint hint) {
    fixture.sendGrid.server().behave(Behaviour.GOOD.withRetryHint(hint, Duration.ofMinutes(5)));
    fixture.sendGrid.server().failNext(Fault.THROTTLED);

    var result = fixture.send("job-4", "ann@example.com");

    assertThat(result).isInstanceOf(RateLimited.class);
    assertThat(((RateLimited<?>) result).retryAfter())
        .isBetween(Duration.ofMinutes(4), Duration.ofMinutes(5));
  }

  @Test
  void a_refusal_without_a_hint_waits_a_second() {
    fixture
        .sendGrid
        .server()
        .behave(Behaviour.GOOD.withRetryHint(RetryHint.NONE, Duration.ofSeconds(9)));
    fixture.sendGrid.server().failNext(Fault.THROTTLED);

    assertThat(fixture.send("job-5", "ann@example.com"))
        .isEqualTo(
            new RateLimited<>("SendGrid answered 429: too many requests", Duration.ofSeconds(1)));
  }

  @Test
  void a_lost_answer_and_a_repeat_with_the_same_key_are_one_mail() {
    fixture.sendGrid.server().failNext(Fault.ANSWER_LOST);

    var first = fixture.send("job-6", "ann@example.com");
    var second = fixture.send("job-6", "ann@example.com");

    assertThat(first)
        .isEqualTo(
            new Transient<>(
                "the connection to SendGrid was lost; it may have done what was asked", null));
    assertThat(second).isInstanceOf(Accepted.class);
    assertThat(fixture.sendGrid.mailboxes().of("ann@example.com")).hasSize(1);
    assertThat(fixture.sendGrid.server().counters().duplicates()).isEqualTo(1);
  }

  @Test
  void a_connection_that_breaks_before_anything_was_done_is_transient() {
    fixture.sendGrid.server().failNext(Fault.DROPPED);

    assertThat(fixture.send("job-7", "ann@example.com")).isInstanceOf(Transient.class);
    assertThat(fixture.sendGrid.mailboxes().size()).isZero();
  }

  @Test
  void an_answer_that_never_comes_is_given_up() {
    CallLimits hasty = new CallLimits(10, Duration.ofSeconds(2), Duration.ofMillis(300));
    try (SendGridFixture impatient = new SendGridFixture(hasty)) {
      impatient.sendGrid.server().failNext(Fault.ANSWER_HANGS);

      var first = impatient.send("job-8", "ann@example.com");
      var second = impatient.send("job-8", "ann@example.com");

      assertThat(first)
          .isEqualTo(
              new Transient<>(
                  "SendGrid did not answer in time; it may have done what was asked", null));
      assertThat(second).isInstanceOf(Accepted.class);
      assertThat(impatient.sendGrid.mailboxes().size()).isEqualTo(1);
      assertThat(impatient.calls.inFlight()).isZero();
    }
  }

  @Test
  void nobody_there_is_transient() {
    try (SendGridFixture lost =
        new SendGridFixture(SHORT, "SG.other", URI.create("http://127.0.0.1:1"))) {
      assertThat(lost.send("job-9", "ann@example.com"))
          .isEqualTo(new Transient<>("SendGrid could not be reached", null));
    }
  }
}
