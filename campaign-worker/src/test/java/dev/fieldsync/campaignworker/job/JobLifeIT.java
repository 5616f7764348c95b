package dev.fieldsync.campaignworker.job;

import static dev.fieldsync.campaignworker.job.Ending.Fate.LOST;
import static dev.fieldsync.campaignworker.job.Ending.Fate.RECORDED;
import static dev.fieldsync.campaignworker.job.Ending.Fate.REPEATED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.fieldsync.campaigns.campaign.CampaignCounts;
import dev.fieldsync.campaigns.campaign.CampaignStatus;
import dev.fieldsync.campaigns.campaign.CampaignStatuses;
import dev.fieldsync.campaigns.campaign.CreateCampaign;
import dev.fieldsync.campaigns.campaign.NewCampaign;
import dev.fieldsync.campaigns.deadletter.DeadLetters;
import dev.fieldsync.campaigns.workflow.Workflows;
import dev.fieldsync.campaignworker.CampaignHarness;
import dev.fieldsync.campaignworker.watch.CampaignTurns;
import dev.fieldsync.shared.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

class JobLifeIT {

  private static CampaignHarness harness;

  private long worker;

  @BeforeAll
  static void start() {
    harness = new CampaignHarness();
  }

  @AfterAll
  static void stop() {
    harness.close();
  }

  @BeforeEach
  void registersAWorker() {
    worker = harness.worker();
  }

  @AfterEach
  void everyJobIsInOnePlaceAndCounted() {
    assertThat(harness.misplaced()).isZero();
    for (UUID id : harness.jdbc.queryForList("select id from fieldsync.campaign", UUID.class)) {
      assertThat(harness.counts(id)).isEqualTo(harness.truth(id));
      harness.get(CampaignStatuses.class).cancel("demo", id, "test");
    }
    int swept = harness.get(CampaignTurns.class).sweepCancelled();
    while (swept > 0) {
      swept = harness.get(CampaignTurns.class).sweepCancelled();
    }
  }

  @Test
  void a_job_goes_through_all_its_steps_and_is_done() {
    UUID id = harness.campaign(1);

    Claim send = claimOne();
    assertThat(send.step().name()).isEqualTo("send_email");
    assertThat(send.address()).isEqualTo("p0@example.com");
    assertThat(send.attributes()).isEqualTo(Json.parse("{\"name\": \"Person 0\"}"));
    complete(send, "sent", "{\"messageId\": \"m1\"}");
    assertThat(harness.counts(id)).isEqualTo(Map.of("wait_for_reply waiting", 1L));
    assertThat(harness.claims().claim(worker, 10)).isEmpty();

    assertThat(wake(send, "r1", "Thank you!")).isEqualTo(Reply.Fate.WOKE);
    Claim wait = claimOne();
    assertThat(wait.reply()).isEqualTo("Thank you!");
    complete(wait, "reply", "{\"text\": \"Thank you!\"}");

    Claim analyze = claimOne();
    assertThat(analyze.results().at("/wait_for_reply/result/text").asString())
        .isEqualTo("Thank you!");
    assertThat(analyze.results().at("/send_email/outcome").asString()).isEqualTo("sent");
    complete(analyze, "positive", null);
    complete(claimOne(), "taken", null);

    assertThat(harness.counts(id)).isEqualTo(Map.of("done done", 1L));
    harness.get(CampaignTurns.class).endFinished();
    assertThat(status(id)).isEqualTo("done");
  }

  @Test
  void what_is_recorded_twice_changes_nothing() {
    harness.campaign(1);
    Claim claim = claimOne();
    Ending.Completed ending = new Ending.Completed(claim, "sent", null);

    assertThat(harness.ends().end(List.of(ending, ending))).containsValue(RECORDED).hasSize(1);
    assertThat(harness.ends().end(List.of(ending))).containsValue(REPEATED);
    assertThat(harness.ends().end(List.of(failed(claim, false)))).containsValue(LOST);
    assertThat(results(claim)).isEqualTo(1);
  }

  @Test
  void a_worker_that_was_paused_for_too_long_cannot_write_any_more() {
    UUID id = harness.campaign(1);
    Claim old = claimOne();
    harness.killWorker(worker);

    assertThat(harness.get(Workers.class).beat(worker, CampaignHarness.LEASE)).isFalse();
    assertThat(harness.claims().claim(worker, 10)).isEmpty();
    assertThat(harness.get(RescueJobs.class).runOnce()).isEqualTo(1);
    worker = harness.worker();
    Claim taken = claimOne();
    assertThat(taken.token()).isGreaterThan(old.token());
    assertThat(taken.idempotencyKey()).isEqualTo(old.idempotencyKey());
    assertThat(taken.attempt()).isZero();

    assertThat(harness.ends().end(List.of(new Ending.Completed(old, "sent", null))))
        .containsValue(LOST);
    assertThat(harness.ends().end(List.of(failed(old, true)))).containsValue(LOST);
    assertThat(harness.ends().end(List.of(new Ending.Released(old)))).containsValue(LOST);
    assertThat(results(old)).isZero();
    complete(taken, "sent", null);
    assertThat(harness.counts(id)).isEqualTo(Map.of("wait_for_reply waiting", 1L));
  }

  @Test
  void the_jobs_of_a_living_worker_are_left_alone_until_their_deadline() {
    harness.campaign(2);
    List<Claim> claims =
        List.of(harness.claims().claim(worker, 1).get(0), harness.claims().claim(worker, 1).get(0));
    assertThat(harness.get(Workers.class).beat(worker, CampaignHarness.LEASE)).isTrue();
    assertThat(harness.get(RescueJobs.class).runOnce()).isZero();

    harness.jdbc.update(
        "update fieldsync.campaign_lease set deadline_at = clock_timestamp() where token = ?",
        claims.get(0).token());

    assertThat(harness.get(RescueJobs.class).runOnce()).isEqualTo(1);
    assertThat(claimOne().jobId()).isEqualTo(claims.get(0).jobId());
  }

  @Test
  void a_job_that_loses_every_worker_ends_among_the_dead_letters() {
    UUID id = harness.campaign(1);
    for (int i = 0; i < 10; i++) {
      claimOne();
      harness.killWorker(worker);
      harness.get(RescueJobs.class).runOnce();
      worker = harness.worker();
    }

    assertThat(harness.get(DeadLetters.class).list(id, null, 10))
        .singleElement()
        .satisfies(each -> assertThat(each.kind()).isEqualTo("lapsed"));
  }

  @Test
  void attempts_are_spaced_out_and_then_the_job_is_dead_with_its_history() {
    UUID id = harness.campaign(1);
    for (int attempt = 0; attempt < 5; attempt++) {
      Claim claim = claimOne();
      assertThat(claim.attempt()).isEqualTo(attempt);
      assertThat(harness.ends().end(List.of(failed(claim, false)))).containsValue(RECORDED);
      assertThat(harness.wakes().wakeDue(10)).isZero();
      harness.clock.turn(Duration.ofMinutes(10));
      harness.wakes().wakeDue(10);
    }

    DeadLetters letters = harness.get(DeadLetters.class);
    DeadLetters.DeadLetter letter = letters.list(id, null, 10).get(0);
    assertThat(letter.kind()).isEqualTo("exhausted");
    assertThat(letter.reason()).isEqualTo("503 from the provider");
    assertThat(letters.list(id, letter, 10)).isEmpty();
    assertThat(letters.failures(letter.jobId(), 10))
        .extracting(DeadLetters.Failure::attempt)
        .containsExactly(5, 4, 3, 2, 1);
  }

  @Test
  void a_rate_limit_spends_no_attempt_and_a_release_makes_nobody_wait() {
    harness.campaign(1);
    Claim claim = claimOne();
    harness.ends().end(List.of(new Ending.Deferred(claim, Duration.ofSeconds(30))));
    assertThat(harness.claims().claim(worker, 1)).isEmpty();
    harness.clock.turn(Duration.ofSeconds(31));
    harness.wakes().wakeDue(10);
    Claim again = claimOne();
    assertThat(again.attempt()).isZero();

    harness.ends().end(List.of(new Ending.Released(again)));

    assertThat(claimOne().attempt()).isZero();
  }

  @Test
  void dead_letters_are_replayed_with_all_attempts_or_dropped() {
    UUID id = harness.campaign(3);
    for (Claim claim : harness.claims().claim(worker, 3)) {
      harness.ends().end(List.of(failed(claim, true)));
    }
    harness.get(CampaignTurns.class).endFinished();
    assertThat(status(id)).isEqualTo("done");
    DeadLetters letters = harness.get(DeadLetters.class);
    List<DeadLetters.DeadLetter> dead = letters.list(id, null, 10);

    assertThat(letters.drop(id, List.of(dead.get(0).jobId()))).isEqualTo(1);
    assertThat(letters.replay(id, List.of(dead.get(1).jobId(), dead.get(0).jobId()))).isEqualTo(1);
    assertThat(status(id)).isEqualTo("running");
    Claim replayed = claimOne();
    assertThat(replayed.jobId()).isEqualTo(dead.get(1).jobId());
    assertThat(replayed.attempt()).isZero();
    complete(replayed, "sent", null);
    assertThat(letters.replayAll(id)).isEqualTo(1);

    assertThat(harness.counts(id))
        .isEqualTo(
            Map.of("send_email dropped", 1L, "send_email ready", 1L, "wait_for_reply waiting", 1L));
  }

  @Test
  void a_wait_ends_after_48_hours_without_a_reply() {
    UUID id = harness.campaign(1);
    complete(claimOne(), "sent", null);
    harness.clock.turn(Duration.ofHours(47));
    assertThat(harness.wakes().wakeDue(10)).isZero();
    harness.clock.turn(Duration.ofHours(1));
    assertThat(harness.wakes().wakeDue(10)).isEqualTo(1);

    Claim wait = claimOne();
    assertThat(wait.reply()).isNull();
    complete(wait, "timeout", null);

    assertThat(harness.counts(id)).isEqualTo(Map.of("take_action ready", 1L));
  }

  @Test
  void a_reply_is_accepted_once_whatever_its_job_is_doing() {
    UUID id = harness.campaign(1);
    Claim send = claimOne();
    assertThat(wake(send, "early", "Yes")).isEqualTo(Reply.Fate.KEPT);
    assertThat(wake(send, "early", "Yes")).isEqualTo(Reply.Fate.DUPLICATE);
    assertThat(wake(send, "second", "And")).isEqualTo(Reply.Fate.EXTRA);
    complete(send, "sent", null);
    assertThat(harness.counts(id)).isEqualTo(Map.of("wait_for_reply ready", 1L));

    Claim wait = claimOne();
    assertThat(wait.reply()).isEqualTo("Yes");
    complete(wait, "reply", null);

    assertThat(wake(send, "third", "Still there?")).isEqualTo(Reply.Fate.LATE);
    assertThat(harness.wakes().wake(new Reply("x", id, null, "P0@Example.com ", "By address")))
        .isEqualTo(Reply.Fate.LATE);
    assertThat(harness.wakes().wake(new Reply("y", id, null, "nobody@example.com", "?")))
        .isEqualTo(Reply.Fate.UNKNOWN);
    assertThat(harness.wakes().wake(new Reply("z", UUID.randomUUID(), send.jobId(), null, "?")))
        .isEqualTo(Reply.Fate.UNKNOWN);
  }

  @Test
  void pause_resume_and_cancel_hold_at_the_next_claim() {
    UUID id = harness.campaign(10);
    CampaignStatuses statuses = harness.get(CampaignStatuses.class);
    Claim claimed = claimOne();
    statuses.pause("demo", id, "office");
    assertThat(harness.claims().claim(worker, 10)).isEmpty();
    statuses.resume("demo", id, "office");
    Claim other = claimOne();
    complete(other, "sent", null);
    statuses.cancel("demo", id, "office");
    assertThat(harness.claims().claim(worker, 10)).isEmpty();

    assertThat(harness.get(CampaignTurns.class).sweepCancelled()).isEqualTo(9);
    complete(claimed, "sent", "{\"messageId\": \"m\"}");

    assertThat(results(claimed)).isEqualTo(1);
    assertThat(harness.counts(id))
        .isEqualTo(Map.of("send_email cancelled", 8L, "wait_for_reply cancelled", 2L));
    assertThat(harness.get(CampaignTurns.class).sweepCancelled()).isZero();
    assertThat(statuses.pause("another", id, "x")).isEmpty();
  }

  @Test
  void a_move_that_is_not_committed_leaves_the_job_where_it_was() {
    UUID id = harness.campaign(1);
    dies(() -> harness.claims().claim(worker, 1));
    Claim claim = claimOne();
    Ending sent = new Ending.Completed(claim, "sent", null);
    dies(() -> harness.ends().end(List.of(sent)));
    assertThat(harness.counts(id)).isEqualTo(Map.of("send_email ready", 1L));
    dies(
        () -> {
          harness.killWorker(worker);
          harness.get(RescueJobs.class).runOnce();
        });
    complete(claim, "sent", null);
    dies(() -> wake(claim, "r", "Yes"));
    assertThat(wake(claim, "r", "Yes")).isEqualTo(Reply.Fate.WOKE);
    Claim wait = claimOne();
    harness.ends().end(List.of(failed(wait, true)));
    dies(() -> harness.get(DeadLetters.class).replayAll(id));
    dies(() -> harness.get(CampaignCounts.class).foldOnce());

    assertThat(harness.counts(id)).isEqualTo(Map.of("wait_for_reply dead", 1L));
    assertThat(harness.get(DeadLetters.class).replayAll(id)).isEqualTo(1);
    assertThat(claimOne().reply()).isEqualTo("Yes");
  }

  @Test
  void a_campaign_starts_at_its_time() {
    NewCampaign now = CampaignHarness.newCampaign("demo", Workflows.standard(), 10);
    NewCampaign later =
        new NewCampaign(
            now.id(),
            now.organizationId(),
            now.name(),
            now.priority(),
            harness.clock.instant().plus(Duration.ofHours(1)),
            null,
            now.workflow(),
            now.content(),
            now.createdBy());
    harness.get(CreateCampaign.class).create(later, CampaignHarness.people(1));
    CampaignTurns turns = harness.get(CampaignTurns.class);
    CampaignStatuses statuses = harness.get(CampaignStatuses.class);
    assertThat(turns.startDue()).isZero();
    assertThat(harness.claims().claim(worker, 1)).isEmpty();
    assertThat(statuses.pause("demo", later.id(), "office")).contains(CampaignStatus.PAUSED);
    assertThat(statuses.resume("demo", later.id(), "office")).contains(CampaignStatus.SCHEDULED);

    harness.clock.turn(Duration.ofHours(1));

    assertThat(turns.startDue()).isEqualTo(1);
    assertThat(claimOne().plan().id()).isEqualTo(later.id());
  }

  private static void dies(Runnable move) {
    harness
        .get(TransactionTemplate.class)
        .executeWithoutResult(
            open -> {
              move.run();
              open.setRollbackOnly();
            });
  }

  @Test
  void a_job_that_goes_round_in_circles_of_waits_ends_among_the_dead_letters_and_may_go_on() {
    UUID id =
        harness.campaign(
            "demo",
            1,
            Json.parse(
                """
                {"start": "act", "steps": {
                  "act": {"kind": "take_action", "next": {"taken": "wait"}},
                  "wait": {"kind": "wait_for_reply", "timeout": "PT1H",
                           "next": {"reply": "end", "timeout": "wait"}},
                  "end": {"kind": "done"}}}
                """));
    harness.jdbc.update(
        "update fieldsync.campaign_job set visit = 198, results = array_fill(0::bigint, array[198])"
            + " where campaign_id = ?",
        id);
    complete(claimOne(), "taken", null);
    timeOut();
    assertThat(harness.counts(id)).isEqualTo(Map.of("wait dead", 1L));
    assertThat(harness.get(DeadLetters.class).list(id, null, 10))
        .extracting(DeadLetters.DeadLetter::kind, DeadLetters.DeadLetter::reason)
        .containsExactly(tuple("looping", "The job has 200 steps behind it"));

    harness.get(DeadLetters.class).replayAll(id);
    complete(claimOne(), "timeout", null);
    timeOut();
    assertThat(harness.counts(id)).isEqualTo(Map.of("wait waiting", 1L));
  }

  private void timeOut() {
    harness.clock.turn(Duration.ofHours(2));
    harness.wakes().wakeDue(10);
    complete(claimOne(), "timeout", null);
  }

  @Test
  void an_outcome_that_the_step_does_not_have_is_refused() {
    harness.campaign(1);
    Ending ending = new Ending.Completed(claimOne(), "positive", null);

    assertThatThrownBy(() -> harness.ends().end(List.of(ending)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no outcome positive");
  }

  private Claim claimOne() {
    List<Claim> claims = harness.claims().claim(worker, 1);
    assertThat(claims).hasSize(1);
    return claims.get(0);
  }

  private static void complete(Claim claim, String outcome, String result) {
    Ending ending =
        new Ending.Completed(claim, outcome, result == null ? null : Json.parse(result));
    assertThat(harness.ends().end(List.of(ending))).isEqualTo(Map.of(claim.jobId(), RECORDED));
  }

  private static Ending.Failed failed(Claim claim, boolean isPermanent) {
    return new Ending.Failed(claim, isPermanent, "503 from the provider", null);
  }

  private static Reply.Fate wake(Claim claim, String id, String text) {
    return harness
        .wakes()
        .wake(new Reply(id + claim.jobId(), claim.plan().id(), claim.jobId(), null, text));
  }

  private static int results(Claim claim) {
    return harness.jdbc.queryForObject(
        """
        select count(*)
          from fieldsync.campaign_job j
          join fieldsync.campaign_result r on r.id = j.results[?::int + 1]
         where j.id = ?
        """,
        Integer.class,
        claim.visit(),
        claim.jobId());
  }

  private static String status(UUID id) {
    return harness.jdbc.queryForObject(
        "select status from fieldsync.campaign where id = ?", String.class, id);
  }
}
