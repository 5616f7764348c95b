package dev.fieldsync.campaignworker.journey;

import static dev.fieldsync.campaignworker.journey.RunningWorkers.await;
import static dev.fieldsync.campaignworker.journey.RunningWorkers.mailOnly;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.campaigns.campaign.CreateCampaign;
import dev.fieldsync.campaigns.campaign.NewCampaign;
import dev.fieldsync.simulators.salesforce.SalesforceSimulator;
import dev.fieldsync.simulators.traffic.Behaviour;
import dev.fieldsync.simulators.traffic.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class AudienceQueryIT {

  private static final int CONTACTS = 5_300;
  private static final String ALL = "SELECT Id, Email, FirstName FROM Contact";

  private static SalesforceSimulator salesforce;
  private static RunningWorkers running;

  @BeforeAll
  static void start() {
    salesforce = SalesforceSimulator.start(0, 7, CONTACTS);
    running = new RunningWorkers().start(1, settings());
  }

  private static Map<String, String> settings() {
    return Map.of(
        "fieldsync.providers.salesforce.login-url",
        salesforce.server().uri().toString(),
        "fieldsync.providers.salesforce.client-id",
        SalesforceSimulator.CLIENT_ID,
        "fieldsync.providers.salesforce.client-secret",
        SalesforceSimulator.CLIENT_SECRET);
  }

  @AfterAll
  static void stop() {
    running.close();
    salesforce.close();
  }

  @AfterEach
  void behave() {
    salesforce.server().behave(Behaviour.GOOD);
  }

  @Test
  void what_a_query_finds_over_several_pages_becomes_jobs_with_attributes() {
    UUID id = campaign(ALL);

    await().until(() -> running.status(id).equals("scheduled"));
    assertThat(running.progress(id).jobs()).isEqualTo(CONTACTS);
    assertThat(
            running
                .jdbc()
                .queryForObject(
                    "select count(*) from fieldsync.campaign_job"
                        + " where campaign_id = ? and attributes ->> 'FirstName' is not null",
                    Integer.class,
                    id))
        .isEqualTo(CONTACTS);
    assertThat(queries()).isZero();
  }

  @Test
  void a_query_that_fails_in_the_middle_begins_again_and_adds_everybody_once() {
    salesforce.server().failNext(Fault.SERVER_ERROR);

    UUID id = campaign(ALL + " LIMIT 4100");

    await().until(() -> running.status(id).equals("scheduled"));
    assertThat(running.progress(id).jobs()).isEqualTo(4_100);
  }

  @Test
  void a_query_that_is_wrong_fails_with_the_words_of_salesforce() {
    UUID id = campaign("SELECT Nonsense FROM Contact");

    await().until(() -> running.status(id).equals("failed"));
    assertThat(running.progress(id).statusReason()).contains("Nonsense");
    assertThat(queries()).isZero();
  }

  @Test
  void a_query_that_finds_no_addresses_fails_and_says_so() {
    UUID id = campaign("SELECT Id FROM Contact LIMIT 10");

    await().until(() -> running.status(id).equals("failed"));
    assertThat(running.progress(id).statusReason()).contains("nobody").contains("10");
  }

  @Test
  void a_worker_that_is_gone_leaves_its_query_to_the_next() {
    salesforce.server().behave(Behaviour.GOOD.withLatency(Duration.ofSeconds(20)));
    UUID id = campaign("SELECT Email FROM Contact LIMIT 20");
    await()
        .until(
            () ->
                running
                        .jdbc()
                        .update(
                            "update fieldsync.campaign_audience_query"
                                + " set lease_until = clock_timestamp(), token = -1"
                                + " where campaign_id = ? and token is not null",
                            id)
                    == 1);
    salesforce.server().behave(Behaviour.GOOD);

    running.start(1, settings());

    await().until(() -> running.status(id).equals("scheduled"));
    assertThat(running.progress(id).jobs()).isEqualTo(20);
  }

  @Test
  void a_campaign_that_is_cancelled_while_its_query_runs_gets_no_jobs() {
    salesforce.server().behave(Behaviour.GOOD.withLatency(Duration.ofMillis(300)));
    UUID id = campaign(ALL);
    await().until(() -> read(id) > 0);

    running.statuses().cancel("demo", id, "office");

    await().during(Duration.ofSeconds(2)).until(() -> running.progress(id).jobs() == 0);
    assertThat(running.status(id)).isEqualTo("cancelled");
  }

  private static int read(UUID id) {
    return running
        .jdbc()
        .queryForList(
            "select records_read from fieldsync.campaign_audience_query where campaign_id = ?",
            Integer.class,
            id)
        .stream()
        .findFirst()
        .orElse(0);
  }

  private static int queries() {
    Integer count =
        running
            .jdbc()
            .queryForObject(
                "select count(*) from fieldsync.campaign_audience_query where lease_until is null",
                Integer.class);
    return count == null ? 0 : count;
  }

  private static UUID campaign(String soql) {
    NewCampaign campaign =
        new NewCampaign(
            UUID.randomUUID(),
            "demo",
            "Spring inspection",
            NewCampaign.DEFAULT_PRIORITY,
            Instant.now().plusSeconds(3_600),
            null,
            mailOnly(),
            JsonNodeFactory.instance.objectNode().put("subject", "Hello").put("body", "Hello"),
            "office");
    running.get(CreateCampaign.class).createPreparing(campaign, soql);
    return campaign.id();
  }
}
