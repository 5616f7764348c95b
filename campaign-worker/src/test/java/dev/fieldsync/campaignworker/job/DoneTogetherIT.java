package dev.fieldsync.campaignworker.job;

import static dev.fieldsync.campaignworker.job.Ending.Fate.LOST;
import static dev.fieldsync.campaignworker.job.Ending.Fate.RECORDED;
import static dev.fieldsync.campaignworker.job.Ending.Fate.REPEATED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.campaigns.workflow.Workflows;
import dev.fieldsync.campaignworker.CampaignHarness;
import dev.fieldsync.shared.json.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DoneTogetherIT {

  private static final JsonNode TWO_STEPS =
      Json.parse(
          """
          {"start": "act", "steps": {
            "act": {"kind": "take_action", "next": {"taken": "act_again"}},
            "act_again": {"kind": "take_action", "next": {"taken": "end"}},
            "end": {"kind": "done"}}}
          """);

  private CampaignHarness harness;
  private UUID campaign;
  private long worker;

  @BeforeEach
  void start() {
    harness = new CampaignHarness();
    worker = harness.worker();
  }

  @AfterEach
  void everyJobIsInOnePlaceAndCounted() {
    assertThat(harness.misplaced()).isZero();
    assertThat(harness.counts(campaign)).isEqualTo(harness.truth(campaign));
    harness.close();
  }

  private List<Claim> claimLastStep(int jobs) {
    campaign = harness.campaign("demo", jobs, TWO_STEPS);
    end(taken(harness.claims().claim(worker, jobs)));
    List<Claim> claims = harness.claims().claim(worker, jobs);
    assertThat(claims).hasSize(jobs).extracting(Claim::visit).containsOnly(1);
    return claims;
  }

  private Collection<Ending.Fate> end(List<? extends Ending> endings) {
    return harness.ends().end(endings).values();
  }

  private static List<Ending> taken(List<Claim> claims) {
    return claims.stream()
        .<Ending>map(each -> new Ending.Completed(each, "taken", Json.parse("{\"note\":\"x\"}")))
        .toList();
  }

  private int rows() {
    return harness.jdbc.queryForObject(
        "select count(*) from fieldsync.campaign_done", Integer.class);
  }

  @Test
  void a_row_for_each_claim_says_what_became_of_all_its_jobs_and_says_it_once() {
    List<Claim> claims = claimLastStep(450);

    assertThat(end(taken(claims))).hasSize(450).containsOnly(RECORDED);
    assertThat(rows()).isEqualTo(3);
    assertThat(harness.counts(campaign)).isEqualTo(Map.of("end done", 450L));
    assertThat(
            harness.jdbc.queryForList(
                """
                select distinct j.step || ' ' || j.visit || ' ' || r.step || ' ' || r.outcome
                                || ' ' || (r.result ->> 'note') || ' ' || (r.token = d.token)
                  from fieldsync.campaign_job_now j
                  join fieldsync.campaign_result r on r.id = j.results[2]
                  join fieldsync.campaign_done d on d.jobs @> j.id
                """,
                String.class))
        .containsExactly("end 2 act_again taken x true");

    assertThat(end(taken(claims))).hasSize(450).containsOnly(REPEATED);
    assertThat(end(claims.stream().map(Ending.Released::new).toList())).containsOnly(LOST);
    assertThat(rows()).isEqualTo(3);
  }

  @Test
  void those_of_a_claim_that_end_otherwise_or_later_stay_what_they_are() {
    List<Claim> claims = claimLastStep(200);
    List<Ending> endings = new ArrayList<>(taken(claims.subList(0, 150)));
    for (int i = 0; i < 150; i += 10) {
      endings.set(i, new Ending.Failed(claims.get(i), true, "no such address", null));
    }

    assertThat(end(endings)).containsOnly(RECORDED);
    assertThat(harness.misplaced()).isZero();
    assertThat(harness.counts(campaign))
        .isEqualTo(Map.of("end done", 135L, "act_again dead", 15L, "act_again ready", 50L));

    harness.killWorker(worker);
    assertThat(harness.get(RescueJobs.class).runOnce()).isEqualTo(50);
    assertThat(end(taken(claims)))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(
                    IntStream.range(0, 135).mapToObj(i -> REPEATED),
                    IntStream.range(0, 65).mapToObj(i -> LOST))
                .toList());
    assertThat(rows()).isEqualTo(1);
  }

  @Test
  void when_some_are_lost_the_others_are_recorded_one_by_one() {
    List<Claim> claims = claimLastStep(200);
    end(claims.subList(90, 110).stream().map(Ending.Released::new).toList());

    assertThat(end(taken(claims)))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(
                    IntStream.range(0, 180).mapToObj(i -> RECORDED),
                    IntStream.range(0, 20).mapToObj(i -> LOST))
                .toList());
    assertThat(rows()).isZero();
    assertThat(harness.counts(campaign))
        .isEqualTo(Map.of("end done", 180L, "act_again ready", 20L));
  }

  @Test
  void few_or_scattered_jobs_are_recorded_one_by_one() {
    campaign = harness.campaign("demo", 450, TWO_STEPS);
    List<Claim> claims = harness.claims().claim(worker, 450);
    end(taken(IntStream.range(0, 38).mapToObj(i -> claims.get(12 * i)).toList()));
    List<Claim> scattered = harness.claims().claim(worker, 100);
    end(taken(claims.subList(1, 12)));
    List<Claim> few = harness.claims().claim(worker, 100);

    assertThat(end(taken(scattered))).hasSize(38).containsOnly(RECORDED);
    assertThat(end(taken(few))).hasSize(11).containsOnly(RECORDED);
    assertThat(rows()).isZero();
    assertThat(harness.counts(campaign)).isEqualTo(Map.of("end done", 49L, "act ready", 401L));
  }

  @Test
  void a_reply_to_one_that_is_done_is_late_and_one_that_ended_its_wait_is_taken_off_it() {
    campaign = harness.campaign("demo", 40, Workflows.standard());
    end(completed("sent"));
    assertThat(harness.claims().claim(worker, 1)).isEmpty();
    for (int i = 0; i < 40; i++) {
      assertThat(wake("first", i)).isEqualTo(Reply.Fate.WOKE);
    }
    end(completed("reply"));
    end(completed("positive"));
    end(completed("taken"));

    assertThat(rows()).isEqualTo(1);
    assertThat(harness.counts(campaign)).isEqualTo(Map.of("done done", 40L));
    assertThat(wake("second", 7)).isEqualTo(Reply.Fate.LATE);
  }

  private List<Ending> completed(String outcome) {
    return harness.claims().claim(worker, 100).stream()
        .<Ending>map(each -> new Ending.Completed(each, outcome, null))
        .toList();
  }

  private Reply.Fate wake(String id, int person) {
    return harness
        .wakes()
        .wake(new Reply(id + person, campaign, null, "p%d@example.com".formatted(person), "Hello"));
  }
}
