package dev.fieldsync.gateway.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who reads late gets how far a campaign is, not how it came there. */
class CampaignLifeTest {

  private static final UUID ONE = UUID.randomUUID();
  private static final UUID OTHER = UUID.randomUUID();
  private static final String UPDATE = "update-applied";

  private static ReadRecord record(long offset, String type, UUID subject) {
    LifeEvent event =
        new LifeEvent(type, "acme", subject, ("{\"n\":" + offset + "}").getBytes(UTF_8));
    return new ReadRecord(3, offset, 1_000, null, null, List.of(event));
  }

  @Test
  void onlyTheLatestProgressOfEachCampaignIsTold() {
    List<ReadRecord> told =
        CampaignLife.latestOnly(
            List.of(
                record(1, CampaignLife.TYPE, ONE),
                record(2, CampaignLife.TYPE, OTHER),
                record(3, CampaignLife.TYPE, ONE),
                record(4, CampaignLife.TYPE, ONE)));

    assertThat(told).extracting(each -> each.events().size()).containsExactly(0, 1, 0, 1);
  }

  @Test
  void whatIsSilencedKeepsItsPlaceInTheLog() {
    List<ReadRecord> told =
        CampaignLife.latestOnly(
            List.of(record(1, CampaignLife.TYPE, ONE), record(2, CampaignLife.TYPE, ONE)));

    assertThat(told).extracting(ReadRecord::offset).containsExactly(1L, 2L);
  }

  @Test
  void everyEventOfAnUpdateIsTold() {
    List<ReadRecord> told =
        CampaignLife.latestOnly(
            List.of(
                record(1, UPDATE, ONE),
                record(2, CampaignLife.TYPE, ONE),
                record(3, UPDATE, ONE),
                record(4, CampaignLife.TYPE, ONE)));

    assertThat(told).extracting(each -> each.events().size()).containsExactly(1, 0, 1, 1);
  }
}
