package dev.fieldsync.campaignworker.journey;

import static dev.fieldsync.campaignworker.journey.RunningWorkers.address;
import static dev.fieldsync.campaignworker.journey.RunningWorkers.await;
import static dev.fieldsync.campaignworker.journey.RunningWorkers.mailOnly;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.campaigns.audience.AudienceEntry;
import dev.fieldsync.campaigns.deadletter.DeadLetters;
import dev.fieldsync.campaigns.workflow.Workflows;
import dev.fieldsync.shared.campaign.CampaignAction;
import dev.fieldsync.shared.campaign.CampaignEvent;
import dev.fieldsync.shared.campaign.CampaignEvent.Passed;
import dev.fieldsync.shared.json.Json;
import dev.fieldsync.shared.kafka.RecordFormat;
import dev.fieldsync.shared.kafka.Topics;
import dev.fieldsync.simulators.sendgrid.Mail;
import dev.fieldsync.simulators.traffic.Behaviour;
import dev.fieldsync.simulators.traffic.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class CampaignJourneyIT {

  private static RunningWorkers running;

  @BeforeAll
  static void start() {
    running = new RunningWorkers().start(2, Map.of());
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  @AfterEach
  void behave() {
    running.sendGrid.server().behave(Behaviour.GOOD);
  }

  @Test
  void a_reply_wakes_its_job_once_and_decides_what_is_done() {
    UUID id = running.campaign("journey", 20, null, Workflows.standard());
    await().until(() -> passed(id, "send_email", "sent") == 20);

    running.reply("r-1", id, address("journey", 1), "Yes please, that would be great!");
    running.reply("r-2", id, address("journey", 2), "No, this is terrible. Stop writing to me.");
    running.reply("r-2", id, address("journey", 2), "No, this is terrible. Stop writing to me.");
    running.reply("r-3", id, "P3@Journey.example.com", "Which time?");

    await().until(() -> passed(id, "take_action", "taken") == 3);
    CampaignEvent progress = running.progress(id);
    assertThat(progress.status()).isEqualTo("running");
    assertThat(progress.counts())
        .containsExactlyInAnyOrder(
            new CampaignEvent.Count("wait_for_reply", "waiting", 17),
            new CampaignEvent.Count("done", "done", 3));
    assertThat(progress.passed())
        .contains(new Passed("wait_for_reply", "reply", 3), new Passed("analyze", "positive", 1));
    assertThat(actions(id))
        .extracting(CampaignAction::address, CampaignAction::sentiment, CampaignAction::action)
        .contains(
            org.assertj.core.groups.Tuple.tuple(
                address("journey", 1), "positive", "book_inspection"),
            org.assertj.core.groups.Tuple.tuple(
                address("journey", 2), "negative", "call_customer"));
    List<Mail> mails = running.sendGrid.mailboxes().of(address("journey", 1));
    assertThat(mails).hasSize(1);
    assertThat(mails.get(0).subject()).isEqualTo("Your inspection, Person 1");
  }

  @Test
  void who_does_not_reply_in_time_is_acted_upon_too_and_the_campaign_ends() {
    ObjectNode workflow = (ObjectNode) Workflows.standard();
    ((ObjectNode) workflow.at("/steps/wait_for_reply")).put("timeout", "PT1S");
    ((ObjectNode) workflow.at("/steps/take_action"))
        .set("parameters", Json.parse("{\"actions\": {\"none\": \"phone\"}}"));

    UUID id = running.campaign("silent", 30, null, workflow);

    await().until(() -> running.status(id).equals("done"));
    assertThat(running.progress(id).ended()).isEqualTo(30);
    assertThat(actions(id)).hasSize(30).allMatch(each -> each.action().equals("phone"));
  }

  @Test
  void transient_failures_are_tried_again_and_nobody_gets_two_mails() {
    running
        .sendGrid
        .server()
        .behave(
            Behaviour.GOOD.withFault(Fault.SERVER_ERROR, 0.1).withFault(Fault.ANSWER_LOST, 0.1));

    UUID id = running.campaign("flaky", 100, null, mailOnly());

    await().until(() -> running.status(id).equals("done"));
    for (int i = 0; i < 100; i++) {
      assertThat(running.sendGrid.mailboxes().of(address("flaky", i))).hasSize(1);
    }
  }

  @Test
  void an_address_that_the_provider_refuses_is_dead_at_once_with_the_reason() {
    running.sendGrid.server().behave(Behaviour.GOOD.withFault(Fault.REJECTED, 1));

    UUID id = running.campaign("refused", 3, null, mailOnly());

    await().until(() -> running.status(id).equals("done"));
    List<DeadLetters.DeadLetter> dead = running.get(DeadLetters.class).list(id, null, 10);
    assertThat(dead).hasSize(3).allMatch(each -> each.kind().equals("permanent"));
    assertThat(running.get(DeadLetters.class).failures(dead.get(0).jobId(), 10)).hasSize(1);

    running.sendGrid.server().behave(Behaviour.GOOD);
    assertThat(running.get(DeadLetters.class).replayAll(id)).isEqualTo(3);
    await().until(() -> passed(id, "send_email", "sent") == 3);
    await().until(() -> running.status(id).equals("done"));
  }

  @Test
  void a_person_of_whom_the_mail_asks_too_much_is_dead_with_the_reason() {
    JsonNode workflow =
        Json.parse(
            """
            {"start": "mail", "steps": {
              "mail": {"kind": "send_email", "next": {"sent": "done"},
                       "parameters": {"subject": "For {{company}}", "body": "Hello"}},
              "done": {"kind": "done"}}}
            """);

    UUID id =
        running.campaign(
            "asking",
            List.<AudienceEntry>of(
                    new AudienceEntry.Recipient(1, "a@asking.example.com", null),
                    new AudienceEntry.Recipient(2, "b@asking.example.com", "{\"company\":\"Bee\"}"),
                    new AudienceEntry.Recipient(
                        3,
                        "c@asking.example.com",
                        "{\"company\":\"%s\"}".formatted("C".repeat(900))))
                .iterator(),
            null,
            workflow);

    await().until(() -> running.status(id).equals("done"));
    assertThat(running.get(DeadLetters.class).list(id, null, 10))
        .allSatisfy(each -> assertThat(each.kind()).isEqualTo("permanent"))
        .extracting(DeadLetters.DeadLetter::reason)
        .containsExactlyInAnyOrder(
            "There is no attribute company; give it, or write {{company|something else}}",
            "With this person's attributes the subject is longer than 900 characters");
    assertThat(running.sendGrid.mailboxes().of("b@asking.example.com").get(0).subject())
        .isEqualTo("For Bee");
  }

  @Test
  void a_provider_that_has_had_enough_costs_no_attempts() {
    running.sendGrid.server().behave(Behaviour.GOOD.withCallsPerSecond(20));

    UUID id = running.campaign("limited", 60, null, mailOnly());

    await().until(() -> running.status(id).equals("done"));
    assertThat(passed(id, "send_email", "sent")).isEqualTo(60);
    assertThat(
            running
                .jdbc()
                .queryForObject(
                    """
                    select count(*)
                      from fieldsync.campaign_failure f
                      join fieldsync.campaign_job j on j.id = f.job_id
                     where j.campaign_id = ?
                    """,
                    Integer.class,
                    id))
        .isZero();
  }

  @Test
  void paused_sends_nothing_more_resumed_goes_on_cancelled_puts_away() {
    UUID id = running.campaign("paused", 2_000, 100, mailOnly());
    await().until(() -> sentTo("paused", 2_000) > 20);

    running.statuses().pause("paused", id, "office");
    await().during(Duration.ofSeconds(2)).until(() -> sentTo("paused", 2_000), new Still()::same);
    int sent = sentTo("paused", 2_000);
    assertThat(sent).isLessThan(2_000);

    running.statuses().resume("paused", id, "office");
    await().until(() -> sentTo("paused", 2_000) > sent);
    running.statuses().cancel("paused", id, "office");
    await()
        .until(
            () ->
                running.progress(id).counts().stream()
                    .noneMatch(
                        each -> each.state().equals("ready") || each.state().equals("waiting")));
  }

  @Test
  void progress_is_told_as_it_goes() {
    UUID id = running.campaign("told", 10, null, mailOnly());

    await()
        .until(
            () ->
                records(running.get(Topics.class).campaignEvents()).stream()
                    .map(
                        value ->
                            RecordFormat.read(
                                value, CampaignEvent.SCHEMA_VERSION, CampaignEvent.class))
                    .anyMatch(
                        event ->
                            event.campaignId().equals(id)
                                && event.status().equals("done")
                                && event.ended() == 10));
  }

  /** Whether a number is what it was when it was looked at first after it had changed last. */
  private static final class Still {
    private int last = -1;

    boolean same(int now) {
      boolean isSame = last == now;
      last = now;
      return isSame;
    }
  }

  private static int sentTo(String organizationId, int jobs) {
    int sent = 0;
    for (int i = 0; i < jobs; i++) {
      sent += running.sendGrid.mailboxes().of(address(organizationId, i)).size();
    }
    return sent;
  }

  private static long passed(UUID campaignId, String step, String outcome) {
    return running.progress(campaignId).passed().stream()
        .filter(each -> each.step().equals(step) && each.outcome().equals(outcome))
        .mapToLong(Passed::jobs)
        .sum();
  }

  private static List<CampaignAction> actions(UUID campaignId) {
    return records(running.get(Topics.class).campaignActions()).stream()
        .map(value -> RecordFormat.read(value, CampaignAction.SCHEMA_VERSION, CampaignAction.class))
        .filter(action -> action.campaignId().equals(campaignId))
        .toList();
  }

  private static List<byte[]> records(String topic) {
    Map<String, Object> config = Map.of("bootstrap.servers", running.workspace.bootstrapServers());
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(each -> new TopicPartition(topic, each.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<byte[]> values = new ArrayList<>();
      while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
        consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
      }
      return values;
    }
  }
}
