package dev.fieldsync.campaignworker.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.campaigns.campaign.CampaignPlan;
import dev.fieldsync.campaigns.workflow.Workflow;
import dev.fieldsync.campaigns.workflow.Workflows;
import dev.fieldsync.campaignworker.job.Claim;
import dev.fieldsync.campaignworker.step.Lane;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class BacklogTest {

  private static final Workflow WORKFLOW = Workflows.read(Workflows.standard());
  private static final Lane MAIL = new Lane("provider:mail", 10, () -> 5);

  private final Backlog backlog = new Backlog();
  private final CampaignPlan one = plan();
  private final CampaignPlan two = plan();

  @Test
  void what_was_added_is_there_by_lane_and_campaign() {
    add(MAIL, one, 1, 2, 3);
    add(MAIL, two, 4);
    add(Lane.LOCAL, one, 5);

    assertThat(backlog.size()).isEqualTo(5);
    assertThat(backlog.of(one.id())).isEqualTo(4);
    assertThat(backlog.campaigns()).containsExactlyInAnyOrder(one.id(), two.id());
    assertThat(backlog.waiting(MAIL))
        .containsExactly(new Backlog.Waiting(one, 3), new Backlog.Waiting(two, 1));
    assertThat(backlog.waiting(Lane.LOCAL)).containsExactly(new Backlog.Waiting(one, 1));
  }

  @Test
  void the_first_are_taken_first_and_nothing_is_taken_twice() {
    add(MAIL, one, 1, 2, 3);

    assertThat(ids(backlog.take(MAIL, one.id(), 2))).containsExactly(1L, 2L);
    assertThat(ids(backlog.take(MAIL, one.id(), 2))).containsExactly(3L);
    assertThat(backlog.take(MAIL, one.id(), 2)).isEmpty();
    assertThat(backlog.size()).isZero();
    assertThat(backlog.lanes()).isEmpty();
    assertThat(backlog.campaigns()).isEmpty();
  }

  @Test
  void all_of_a_campaign_is_taken_from_every_lane_and_others_stay() {
    add(MAIL, one, 1, 2);
    add(Lane.LOCAL, one, 3);
    add(MAIL, two, 4);

    assertThat(ids(backlog.takeAll(Set.of(one.id())))).containsExactlyInAnyOrder(1L, 2L, 3L);
    assertThat(backlog.size()).isEqualTo(1);
    assertThat(backlog.campaigns()).containsExactly(two.id());
  }

  private void add(Lane lane, CampaignPlan plan, long... jobs) {
    for (long job : jobs) {
      backlog.add(
          lane,
          new Claim(
              job,
              1,
              plan,
              "p@example.com",
              null,
              WORKFLOW.step("send_email"),
              0,
              0,
              JsonNodeFactory.instance.objectNode(),
              null));
    }
  }

  private static List<Long> ids(List<Claim> claims) {
    return claims.stream().map(Claim::jobId).toList();
  }

  private static CampaignPlan plan() {
    return new CampaignPlan(
        UUID.randomUUID(),
        "demo",
        "Spring",
        10,
        null,
        WORKFLOW,
        JsonNodeFactory.instance.objectNode());
  }
}
