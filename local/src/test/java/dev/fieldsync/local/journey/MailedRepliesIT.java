package dev.fieldsync.local.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fieldsync.simulators.Simulators;
import dev.fieldsync.simulators.sendgrid.InboundParse;
import dev.fieldsync.simulators.sendgrid.Mail;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Replies to mails of a campaign come back through SendGrid's Inbound Parse. */
class MailedRepliesIT {

  private static final Cluster CLUSTER = new Cluster();
  private static final Simulators PROVIDERS = Simulators.start(0, 0, 0, 1, 10);

  private static ApiClient gateway;

  @BeforeAll
  static void start() {
    gateway = CLUSTER.startGateway();
    CLUSTER.startCampaignWorker(PROVIDERS);
    PROVIDERS
        .sendGrid()
        .inbound()
        .postTo(
            URI.create(
                "http://127.0.0.1:%d/api/webhooks/replies/sendgrid".formatted(gateway.port())));
  }

  @AfterAll
  static void stop() {
    CLUSTER.close();
    PROVIDERS.close();
  }

  @Test
  void a_reply_to_a_mail_ends_its_wait_once_whatever_address_it_is_written_from() {
    String id =
        gateway
            .post(
                "/api/campaigns",
                """
                {"name": "Spring", "subject": "May we come by?", "body": "Dear {{email}}",
                 "audience": {"emails": ["ann@example.com", "bob@example.com"]}}
                """)
            .text("id");
    Mail mail = mailTo("ann@example.com");
    Map<String, String> reply = InboundParse.reply(mail, "Yes please, that would be great!");
    reply.replace("from", "Ann at home <ann@home.example.org>");

    assertThat(mail.replyTo()).endsWith("@replies.example.com");
    assertThat(post(reply)).isEqualTo(202);
    assertThat(post(reply))
        .as("SendGrid posts a mail again when it lost the answer")
        .isEqualTo(202);

    JsonNode job = awaitDone(id, "ann@example.com");
    assertThat(job.get("replies")).hasSize(1);
    assertThat(job.at("/replies/0/replyId").asString()).startsWith("<").endsWith("@example.com>");
    assertThat(job.get("results"))
        .extracting(each -> each.get("outcome").asString())
        .contains("reply", "positive");
    assertThat(gateway.get("/api/campaigns/" + id + "/jobs?status=waiting").json().get("items"))
        .extracting(each -> each.get("email").asString())
        .containsExactly("bob@example.com");

    ApiClient control = new ApiClient(PROVIDERS.sendGrid().server().uri().getPort());
    assertThat(
            control
                .post("/_control/reply", "{\"address\": \"bob@example.com\", \"text\": \"No\"}")
                .status())
        .isEqualTo(202);
    assertThat(awaitDone(id, "bob@example.com").get("replies")).hasSize(1);
  }

  private static Mail mailTo(String address) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> PROVIDERS.sendGrid().mailboxes().of(address),
            (List<Mail> mails) -> !mails.isEmpty())
        .get(0);
  }

  private static int post(Map<String, String> reply) {
    return PROVIDERS.sendGrid().inbound().post(reply).join().statusCode();
  }

  private static JsonNode awaitDone(String campaignId, String address) {
    String jobs = "/api/campaigns/" + campaignId + "/jobs";
    long id =
        await()
            .atMost(Duration.ofSeconds(30))
            .until(
                () -> {
                  for (JsonNode job : gateway.get(jobs + "?status=done").json().get("items")) {
                    if (job.get("email").asString().equals(address)) {
                      return job.get("id").longValue();
                    }
                  }
                  return 0L;
                },
                found -> found > 0);
    return gateway.get(jobs + "/" + id).json();
  }
}
