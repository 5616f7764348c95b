package dev.fieldsync.campaigns.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.campaigns.workflow.Workflow;
import dev.fieldsync.campaigns.workflow.Workflows;
import dev.fieldsync.shared.campaign.CampaignEvent.Count;
import dev.fieldsync.shared.campaign.CampaignEvent.Passed;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaceTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:01:00Z");

  private final Workflow workflow = Workflows.read(Workflows.standard());

  @Test
  void the_pace_is_what_passed_since_the_sample() {
    assertThat(Pace.perSecond(new Pace.Sample(NOW.minusSeconds(20), 1_000), passed(3_000), NOW))
        .isEqualTo(100.0);
  }

  @Test
  void without_a_sample_or_with_one_of_this_moment_nobody_knows_the_pace() {
    assertThat(Pace.perSecond(null, passed(10), NOW)).isNull();
    assertThat(Pace.perSecond(new Pace.Sample(NOW.minusMillis(500), 0), passed(10), NOW)).isNull();
  }

  @Test
  void what_has_not_moved_for_a_minute_stands_still() {
    assertThat(Pace.perSecond(new Pace.Sample(NOW.minusSeconds(61), 5), passed(5), NOW))
        .isEqualTo(0.0);
  }

  @Test
  void the_work_that_can_be_done_now_takes_all_its_steps() {
    List<Count> counts =
        List.of(
            new Count("send_email", "ready", 100),
            new Count("wait_for_reply", "ready", 10),
            new Count("wait_for_reply", "waiting", 5_000));

    assertThat(Pace.etaMs(workflow, counts, 10.0)).isEqualTo(13_000);
    assertThat(Pace.etaMs(workflow, counts, 0.0)).isNull();
    assertThat(Pace.etaMs(workflow, counts, null)).isNull();
    assertThat(Pace.etaMs(workflow, List.of(), null)).isZero();
  }

  private static List<Passed> passed(long jobs) {
    return List.of(new Passed("send_email", "sent", jobs));
  }
}
