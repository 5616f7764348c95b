package dev.fieldsync.campaignworker.journey;

import dev.fieldsync.campaigns.audience.AudienceEntry;
import dev.fieldsync.campaigns.campaign.CampaignStatuses;
import dev.fieldsync.campaigns.campaign.CreateCampaign;
import dev.fieldsync.campaigns.campaign.NewCampaign;
import dev.fieldsync.campaigns.progress.CampaignProgress;
import dev.fieldsync.campaigns.workflow.Workflows;
import dev.fieldsync.campaignworker.CampaignWorkerApplication;
import dev.fieldsync.shared.campaign.CampaignEvent;
import dev.fieldsync.shared.campaign.CampaignReply;
import dev.fieldsync.shared.json.Json;
import dev.fieldsync.shared.kafka.RecordFormat;
import dev.fieldsync.shared.kafka.Topics;
import dev.fieldsync.simulators.sendgrid.SendGridSimulator;
import dev.fieldsync.testing.Backends;
import dev.fieldsync.testing.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Whole campaign-workers on servers and a mail provider of their own. */
final class RunningWorkers implements AutoCloseable {

  final Workspace workspace = Backends.shared().newWorkspace();
  final SendGridSimulator sendGrid = SendGridSimulator.start(0, 1);
  final List<ConfigurableApplicationContext> workers = new ArrayList<>();

  /** What every worker is told. */
  Map<String, String> settings(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(workspace.properties());
    settings.put("fieldsync.providers.sendgrid.base-url", sendGrid.server().uri().toString());
    settings.put("fieldsync.providers.sendgrid.api-key", SendGridSimulator.API_KEY);
    settings.put("fieldsync.providers.sendgrid.from", "office@example.com");
    settings.put("fieldsync.campaign-worker.lease", "3s");
    settings.put("fieldsync.campaign-worker.stop-patience", "5s");
    settings.put("spring.datasource.hikari.maximum-pool-size", "4");
    settings.put("spring.datasource.hikari.minimum-idle", "1");
    settings.putAll(more);
    return settings;
  }

  RunningWorkers start(int number, Map<String, String> more) {
    String[] options =
        settings(more).entrySet().stream()
            .map(each -> "--" + each.getKey() + "=" + each.getValue())
            .toArray(String[]::new);
    for (int i = 0; i < number; i++) {
      workers.add(
          CampaignWorkerApplication.builder()
              .web(WebApplicationType.NONE)
              .registerShutdownHook(false)
              .run(options));
    }
    return this;
  }

  <T> T get(Class<T> type) {
    return workers.get(0).getBean(type);
  }

  JdbcTemplate jdbc() {
    return get(JdbcTemplate.class);
  }

  UUID campaign(int jobs) {
    return campaign("demo", jobs, null, Workflows.standard());
  }

  UUID campaign(String organizationId, int jobs, Integer maxPerSecond, JsonNode workflow) {
    return campaign(organizationId, people(organizationId, jobs), maxPerSecond, workflow);
  }

  UUID campaign(
      String organizationId,
      Iterator<AudienceEntry> audience,
      Integer maxPerSecond,
      JsonNode workflow) {
    ObjectNode content =
        JsonNodeFactory.instance
            .objectNode()
            .put("subject", "Your inspection, {{name|customer}}")
            .put("body", "Dear {{name|customer}}, may we come in spring?");
    NewCampaign campaign =
        new NewCampaign(
            UUID.randomUUID(),
            organizationId,
            "Spring inspection",
            NewCampaign.DEFAULT_PRIORITY,
            Instant.EPOCH,
            maxPerSecond,
            workflow,
            content,
            "office");
    get(CreateCampaign.class).create(campaign, audience);
    return campaign.id();
  }

  /** Mails, and nothing else. */
  static JsonNode mailOnly() {
    return Json.parse(
        """
        {"start": "send_email", "steps": {
          "send_email": {"kind": "send_email", "next": {"sent": "done"}, "maxAttempts": 10},
          "done": {"kind": "done"}}}
        """);
  }

  static Iterator<AudienceEntry> people(String organizationId, int number) {
    return IntStream.range(0, number)
        .<AudienceEntry>mapToObj(
            i ->
                new AudienceEntry.Recipient(
                    i + 1, address(organizationId, i), "{\"name\":\"Person %d\"}".formatted(i)))
        .iterator();
  }

  static String address(String organizationId, int i) {
    return "p%d@%s.example.com".formatted(i, organizationId);
  }

  void reply(String replyId, UUID campaignId, String address, String text) {
    Topics topics = get(Topics.class);
    CampaignReply reply =
        new CampaignReply(
            CampaignReply.SCHEMA_VERSION,
            replyId,
            campaignId,
            "demo",
            null,
            address,
            text,
            Instant.now());
    kafka()
        .send(
            new ProducerRecord<>(
                topics.campaignReplies(), campaignId.toString(), RecordFormat.write(reply)))
        .join();
  }

  @SuppressWarnings("unchecked")
  KafkaTemplate<String, byte[]> kafka() {
    return get(KafkaTemplate.class);
  }

  CampaignEvent progress(UUID campaignId) {
    return get(CampaignProgress.class).of(List.of(campaignId)).get(campaignId);
  }

  String status(UUID campaignId) {
    return progress(campaignId).status();
  }

  CampaignStatuses statuses() {
    return get(CampaignStatuses.class);
  }

  static org.awaitility.core.ConditionFactory await() {
    return org.awaitility.Awaitility.await()
        .pollInterval(Duration.ofMillis(50))
        .atMost(Duration.ofSeconds(60));
  }

  @Override
  public void close() {
    workers.forEach(ConfigurableApplicationContext::close);
    sendGrid.close();
  }
}
