package dev.fieldsync.campaignworker.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fieldsync.campaigns.campaign.CampaignCounts;
import dev.fieldsync.campaigns.campaign.CampaignStatuses;
import dev.fieldsync.campaigns.deadletter.DeadLetters;
import dev.fieldsync.campaignworker.CampaignHarness;
import dev.fieldsync.campaignworker.job.Claim;
import dev.fieldsync.campaignworker.job.Ending;
import dev.fieldsync.shared.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ForgetCampaignsIT {

  private static final Duration RETENTION = Duration.ofDays(30);

  private CampaignHarness harness;

  @BeforeEach
  void start() {
    harness = new CampaignHarness();
  }

  @AfterEach
  void stop() {
    harness.close();
  }

  private ForgetCampaigns forgetting(Duration retention) {
    return new ForgetCampaigns(harness.jdbc, harness.clock, new RetentionProperties(retention));
  }

  private void forgetAll() {
    ForgetCampaigns forgetting = forgetting(RETENTION);
    while (forgetting.forgetSome() > 0) {
      assertThat(harness.misplaced()).isZero();
    }
  }

  /** One job cannot be done, the other's mail is sent and then cancelled. */
  private UUID endedCampaign() {
    UUID id = harness.campaign(2);
    List<Claim> claims = harness.claims().claim(harness.worker(), 2);
    harness
        .ends()
        .end(
            List.of(
                new Ending.Failed(claims.get(0), true, "No such address", null),
                new Ending.Completed(claims.get(1), "sent", null)));
    harness.get(CampaignStatuses.class).cancel("demo", id, "test");
    CampaignTurns turns = harness.get(CampaignTurns.class);
    turns.sweepCancelled();
    harness.get(CampaignCounts.class).foldOnce();
    turns.sweepCancelled();
    return id;
  }

  private void campaignThatIsDone(int jobs) {
    harness.campaign(
        "demo",
        jobs,
        Json.parse(
            """
            {"start": "act", "steps": {
              "act": {"kind": "take_action", "next": {"taken": "end"}},
              "end": {"kind": "done"}}}
            """));
    List<Claim> claims = harness.claims().claim(harness.worker(), jobs);
    harness
        .ends()
        .end(claims.stream().map(each -> new Ending.Completed(each, "taken", null)).toList());
    harness.get(CampaignTurns.class).endFinished();
  }

  private int rows(String table) {
    return harness.jdbc.queryForObject("select count(*) from fieldsync." + table, Integer.class);
  }

  @Test
  void nothing_is_left_of_a_campaign_that_ended_long_ago() {
    endedCampaign();
    campaignThatIsDone(450);
    assertThat(rows("campaign_done")).isEqualTo(3);
    UUID running = harness.campaign(3);
    harness.clock.turn(RETENTION.plusDays(1));

    forgetAll();

    assertThat(harness.jdbc.queryForList("select id from fieldsync.campaign", UUID.class))
        .containsExactly(running);
    assertThat(rows("campaign_job")).isEqualTo(3);
    for (String table :
        List.of("campaign_result", "campaign_done", "campaign_failure", "campaign_dead_letter")) {
      assertThat(rows(table)).as(table).isZero();
    }
    assertThat(harness.counts(running)).isEqualTo(harness.truth(running));
    assertThat(rows("campaign_progress")).isEqualTo(1);
  }

  @Test
  void what_ended_lately_stays_and_without_a_retention_everything() {
    UUID id = endedCampaign();
    harness.clock.turn(RETENTION.minusDays(1));
    forgetAll();
    harness.clock.turn(Duration.ofDays(1_000));

    assertThat(forgetting(null).forgetSome()).isZero();

    assertThat(harness.truth(id)).isNotEmpty();
    assertThat(harness.get(DeadLetters.class).replayAll(id)).isZero();
    assertThatThrownBy(() -> forgetting(Duration.ofDays(6))).hasMessageContaining("at least 7d");
  }
}
