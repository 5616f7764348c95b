package dev.fieldsync.campaignworker.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PaceTest {

  private long now = 5_000_000_000L;
  private final Pace pace = new Pace(() -> now);
  private final UUID campaign = UUID.randomUUID();

  @Test
  void a_campaign_of_which_nothing_was_begun_gets_a_few_jobs() {
    assertThat(pace.target(campaign)).isEqualTo(4);
  }

  @Test
  void what_is_begun_at_once_doubles_up_to_a_bound() {
    pace.begun(campaign, 4);
    assertThat(pace.target(campaign)).isEqualTo(8);
    pace.begun(campaign, 5_000);
    assertThat(pace.target(campaign)).isEqualTo(2_000);
  }

  @Test
  void a_campaign_that_is_held_back_soon_has_few_again() {
    pace.begun(campaign, 100);
    pass(Duration.ofMillis(600));
    assertThat(pace.target(campaign)).isEqualTo(100);
    pass(Duration.ofMillis(1_200));
    assertThat(pace.target(campaign)).isEqualTo(4);
  }

  @Test
  void a_campaign_of_which_nothing_can_be_begun_is_forgotten_after_ten_seconds() {
    pace.claimed(campaign);
    pass(Duration.ofSeconds(9));
    assertThat(pace.forgetIdle()).isEmpty();
    pass(Duration.ofSeconds(2));
    assertThat(pace.forgetIdle()).containsExactly(campaign);
    assertThat(pace.forgetIdle()).isEmpty();
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }
}
