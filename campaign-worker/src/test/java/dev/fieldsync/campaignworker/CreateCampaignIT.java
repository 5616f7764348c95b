package dev.fieldsync.campaignworker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fieldsync.campaigns.audience.AudienceEntry;
import dev.fieldsync.campaigns.audience.AudienceReport;
import dev.fieldsync.campaigns.audience.CsvAudience;
import dev.fieldsync.campaigns.audience.InvalidAudienceException;
import dev.fieldsync.campaigns.campaign.CampaignCounts;
import dev.fieldsync.campaigns.campaign.CampaignStatuses;
import dev.fieldsync.campaigns.campaign.CreateCampaign;
import dev.fieldsync.campaigns.campaign.NewCampaign;
import dev.fieldsync.campaigns.workflow.Workflows;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;

class CreateCampaignIT {

  private static CampaignHarness harness;
  private static CreateCampaign create;

  @BeforeAll
  static void start() {
    harness = new CampaignHarness();
    create = harness.get(CreateCampaign.class);
  }

  @AfterAll
  static void stop() {
    harness.close();
  }

  @Test
  void a_campaign_has_one_job_for_each_address_and_says_which_came_twice() {
    NewCampaign campaign = standard();

    AudienceReport report =
        create.create(
            campaign,
            csv("email,name\nAnn@Example.com,Ann\nbob@example.com,B\tob\n\nann@example.COM,A\n"));

    assertThat(report.added()).isEqualTo(2);
    assertThat(report.firstDuplicates())
        .containsExactly(new AudienceReport.Note(5, "ann@example.com"));
    assertThat(harness.counts(campaign.id())).isEqualTo(Map.of("send_email ready", 2L));
    assertThat(harness.misplaced()).isZero();
    assertThat(
            harness.jdbc.queryForList(
                "select coalesce(spelling, address) || attributes from fieldsync.campaign_job"
                    + " where campaign_id = ? order by id",
                String.class,
                campaign.id()))
        .containsExactly(
            "Ann@Example.com{\"name\": \"Ann\"}", "bob@example.com{\"name\": \"B\\tob\"}");
  }

  @Test
  void one_invalid_entry_and_nothing_is_made() {
    NewCampaign campaign = standard();
    Iterator<AudienceEntry> audience =
        Stream.concat(
                IntStream.range(0, 12_000)
                    .mapToObj(i -> new AudienceEntry.Recipient(i + 1, "a" + i + "@b.co", null)),
                Stream.of(
                    new AudienceEntry.Recipient(12_001, "nobody", null),
                    new AudienceEntry.Recipient(12_002, "c@d.ef", "{\"x\": \"\\u0000\"}")))
            .map(AudienceEntry.class::cast)
            .iterator();

    assertThatThrownBy(() -> create.create(campaign, audience))
        .asInstanceOf(InstanceOfAssertFactories.type(InvalidAudienceException.class))
        .extracting(InvalidAudienceException::report)
        .satisfies(
            report ->
                assertThat(report.firstInvalid())
                    .extracting(AudienceReport.Note::line)
                    .containsExactly(12_001L, 12_002L));

    assertThat(rowsOf(campaign.id())).isZero();
    assertThat(harness.counts(campaign.id())).isEmpty();
  }

  @Test
  void a_stream_that_breaks_leaves_nothing_behind() {
    NewCampaign campaign = standard();
    Iterator<AudienceEntry> broken =
        IntStream.range(0, 20_000)
            .<AudienceEntry>mapToObj(
                i -> {
                  if (i == 15_000) {
                    throw new IllegalStateException("connection reset");
                  }
                  return new AudienceEntry.Recipient(i, "a" + i + "@b.co", null);
                })
            .iterator();

    assertThatThrownBy(() -> create.create(campaign, broken)).hasMessage("connection reset");

    assertThat(rowsOf(campaign.id())).isZero();
  }

  @Test
  void jobs_are_added_to_a_campaign_and_known_addresses_reported() {
    NewCampaign campaign = standard();
    create.create(campaign, CampaignHarness.people(3));

    AudienceReport report =
        create
            .addJobs(
                campaign.organizationId(),
                campaign.id(),
                csv("email\np9@example.com\nP1@example.com\n"))
            .orElseThrow();

    assertThat(report.added()).isEqualTo(1);
    assertThat(report.firstDuplicates())
        .containsExactly(new AudienceReport.Note(3, "p1@example.com"));
    assertThat(harness.counts(campaign.id())).isEqualTo(Map.of("send_email ready", 4L));
    assertThat(create.addJobs("another", campaign.id(), csv("email\nx@example.com\n"))).isEmpty();
    harness.get(CampaignStatuses.class).cancel("demo", campaign.id(), "office");
    assertThatThrownBy(() -> create.addJobs("demo", campaign.id(), csv("email\nx@example.com\n")))
        .hasMessageContaining("cancelled");
  }

  @Test
  void the_same_campaign_is_made_once() {
    NewCampaign campaign = standard();
    create.create(campaign, CampaignHarness.people(1));

    assertThatThrownBy(() -> create.create(campaign, CampaignHarness.people(1)))
        .isInstanceOf(DuplicateKeyException.class);
  }

  @Test
  void fifty_thousand_addresses_are_counted_without_counting_them() {
    UUID id = harness.campaign(50_000);

    assertThat(harness.counts(id)).isEqualTo(Map.of("send_email ready", 50_000L));
    assertThat(rowsOf(id)).isEqualTo(50_000);
    assertThat(harness.get(CampaignCounts.class).foldOnce()).contains(id);
    assertThat(harness.counts(id)).isEqualTo(harness.truth(id));
  }

  private static NewCampaign standard() {
    return CampaignHarness.newCampaign("demo", Workflows.standard(), 10);
  }

  private static Iterator<AudienceEntry> csv(String text) {
    return new CsvAudience(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static int rowsOf(UUID id) {
    List<Integer> rows =
        harness.jdbc.queryForList(
            "select (select count(*) from fieldsync.campaign where id = c.id)"
                + " + (select count(*) from fieldsync.campaign_job where campaign_id = c.id) - 1"
                + " from (values (?)) c (id)",
            Integer.class,
            id);
    return Math.max(0, rows.get(0));
  }
}
