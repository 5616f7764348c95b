package dev.fieldsync.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fieldsync.gateway.GatewayHarness;
import dev.fieldsync.shared.campaign.CampaignEvent;
import dev.fieldsync.shared.json.Json;
import dev.fieldsync.shared.kafka.RecordFormat;
import dev.fieldsync.testing.EventStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** Campaigns in the live stream: to their organization, and again to who comes back. */
class CampaignEventsIT {

  private static CampaignEvent event(UUID id, String organization, long ended) {
    return new CampaignEvent(
        1,
        id,
        organization,
        "Spring",
        "running",
        null,
        10,
        ended,
        List.of(new CampaignEvent.Count("send_email", "ready", 10 - ended)),
        List.of(),
        null,
        null,
        Instant.parse("2026-01-02T03:04:05Z"));
  }

  private static long last(EventStream stream) {
    List<EventStream.Event> events = stream.events();
    return events.isEmpty()
        ? -1
        : Json.parse(events.get(events.size() - 1).data()).get("ended").longValue();
  }

  @Test
  void progress_is_shown_to_its_organization_at_once_and_after_a_return() {
    UUID ours = UUID.randomUUID();
    UUID theirs = UUID.randomUUID();
    try (GatewayHarness gateway = GatewayHarness.demo();
        KafkaProducer<String, byte[]> kafka = producer(gateway)) {
      String url = "http://127.0.0.1:" + gateway.port() + "/api/events";
      String seen;
      try (EventStream all = EventStream.open(url);
          EventStream other = EventStream.open(url + "?campaignId=" + UUID.randomUUID())) {
        await().until(() -> all.lastId() != null && other.lastId() != null);
        send(gateway, kafka, event(theirs, "globex", 9));
        send(gateway, kafka, event(ours, GatewayHarness.DEMO, 1));
        send(gateway, kafka, event(ours, GatewayHarness.DEMO, 2));

        await().until(() -> last(all) == 2);
        assertThat(all.events()).allMatch(each -> each.type().equals("campaign-progress"));
        assertThat(all.events())
            .allMatch(each -> each.data().contains(ours.toString()))
            .noneMatch(each -> each.data().contains("organizationId"));
        assertThat(other.events()).isEmpty();
        seen = all.lastId();
      }
      send(gateway, kafka, event(ours, GatewayHarness.DEMO, 3));
      try (EventStream back = EventStream.open(url, "Last-Event-ID", String.valueOf(seen))) {
        await().until(() -> last(back) == 3);
        assertThat(back.events()).hasSize(1);
      }
      assertThat(gateway.get("/api/events?campaignId=1").statusCode()).isEqualTo(400);
      assertThat(
              gateway
                  .get("/api/events?campaignId=%s&templateId=%s".formatted(ours, ours))
                  .statusCode())
          .isEqualTo(400);
    }
  }

  private static KafkaProducer<String, byte[]> producer(GatewayHarness gateway) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", gateway.workspace().bootstrapServers());
    return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  private static void send(
      GatewayHarness gateway, KafkaProducer<String, byte[]> kafka, CampaignEvent event) {
    var unused =
        kafka.send(
            new ProducerRecord<>(
                gateway.topics().campaignEvents(),
                event.campaignId().toString(),
                RecordFormat.write(event)));
    kafka.flush();
  }
}
