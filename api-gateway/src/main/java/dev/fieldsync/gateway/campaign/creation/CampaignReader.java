package dev.fieldsync.gateway.campaign.creation;

import dev.fieldsync.campaigns.campaign.NewCampaign;
import dev.fieldsync.campaigns.mail.InvalidMailTextException;
import dev.fieldsync.campaigns.mail.MailText;
import dev.fieldsync.campaigns.workflow.InvalidWorkflowException;
import dev.fieldsync.campaigns.workflow.KnownNames;
import dev.fieldsync.campaigns.workflow.Step;
import dev.fieldsync.campaigns.workflow.StepKind;
import dev.fieldsync.campaigns.workflow.Workflow;
import dev.fieldsync.campaigns.workflow.Workflows;
import dev.fieldsync.gateway.caller.Caller;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads what a campaign is to be, but for the addresses. Thread-safe. */
@Component
class CampaignReader {

  private static final KnownNames KNOWN =
      KnownNames.of(
          List.of(
              "name",
              "audience",
              "subject",
              "body",
              "waitForReply",
              "maxPerSecond",
              "priority",
              "startsAt",
              "workflow",
              "content"));
  private static final KnownNames AUDIENCES = KnownNames.of(List.of("emails", "soql"));

  private static final int MAX_NAME = 500;
  private static final int MAX_SOQL = 20_000;
  private static final int MAX_PER_SECOND = 100_000;
  private static final int MAX_PRIORITY = 100;
  private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofDays(365);
  private static final Duration LATEST_START = Duration.ofDays(5 * 365);

  private final Clock clock;

  CampaignReader(Clock clock) {
    this.clock = clock;
  }

  /**
   * Reads a campaign.
   *
   * @param head the body, with an empty array in place of the addresses
   * @throws dev.fieldsync.gateway.problem.ProblemException 400 with everything that is wrong
   */
  WantedCampaign read(UUID id, ObjectNode head, Caller caller) {
    Fields fields = new Fields(head);
    fields.requireOnly(KNOWN, "", head);
    String name = fields.text("name", MAX_NAME);
    if (fields.get("name") == null) {
      fields.wrong("/name", "is required");
    }
    Instant now = clock.instant();
    Instant startsAt = fields.time("startsAt", now.plus(LATEST_START));
    Integer priority = fields.number("priority", MAX_PRIORITY);
    Integer maxPerSecond = fields.number("maxPerSecond", MAX_PER_SECOND);
    ObjectNode content = content(fields);
    JsonNode workflow = workflow(fields);
    String soql = soql(fields);
    fields.requireRight();
    return new WantedCampaign(
        new NewCampaign(
            id,
            caller.organizationId(),
            Objects.requireNonNull(name),
            priority == null ? NewCampaign.DEFAULT_PRIORITY : priority,
            startsAt == null ? now : startsAt,
            maxPerSecond,
            workflow,
            content,
            caller.actor()),
        soql);
  }

  private static ObjectNode content(Fields fields) {
    ObjectNode given = fields.object("content");
    ObjectNode content = given == null ? JsonNodeFactory.instance.objectNode() : given;
    for (String name : List.of("subject", "body")) {
      if (content.has(name)) {
        fields.wrong("/content/" + name, "belongs to the top: send it as " + name);
      }
    }
    mailText(fields, "subject", MailText.MAX_SUBJECT, MailText::subject, content);
    mailText(fields, "body", MailText.MAX_BODY, MailText::body, content);
    return content;
  }

  private static void mailText(
      Fields fields, String name, int max, Consumer<String> check, ObjectNode content) {
    String text = fields.text(name, max);
    if (text == null) {
      return;
    }
    try {
      check.accept(text);
      content.put(name, text);
    } catch (InvalidMailTextException e) {
      fields.wrong("/" + name, String.valueOf(e.getMessage()));
    }
  }

  private static JsonNode workflow(Fields fields) {
    Duration wait = fields.duration("waitForReply", SHORTEST_WAIT, LONGEST_WAIT);
    JsonNode own = fields.get("workflow");
    JsonNode workflow = own == null ? Workflows.standard() : own;
    if (own != null && fields.get("waitForReply") != null) {
      fields.wrong(
          "/waitForReply", "belongs to the standard workflow; give your own wait a timeout");
    } else if (wait != null
        && workflow.path("steps").path("wait_for_reply") instanceof ObjectNode step) {
      step.put("timeout", wait.toString());
    }
    try {
      requireMails(fields, Workflows.readNew(workflow));
    } catch (InvalidWorkflowException e) {
      e.violations().forEach(each -> fields.wrong("/workflow" + each.path(), each.message()));
    }
    return workflow;
  }

  /** A step that sends has a text of its own or sends the campaign's. */
  private static void requireMails(Fields fields, Workflow workflow) {
    for (Map.Entry<String, Step> each : new TreeMap<>(workflow.steps()).entrySet()) {
      if (each.getValue().kind() != StepKind.SEND_EMAIL) {
        continue;
      }
      for (String name : List.of("subject", "body")) {
        if (!each.getValue().parameters().has(name) && fields.get(name) == null) {
          fields.wrong(
              "/" + name, "is required, since the step %s sends it".formatted(each.getKey()));
        }
      }
    }
  }

  private static @Nullable String soql(Fields fields) {
    ObjectNode audience = fields.object("audience");
    if (audience == null) {
      return null;
    }
    fields.requireOnly(AUDIENCES, "/audience", audience);
    JsonNode soql = audience.get("soql");
    JsonNode emails = audience.get("emails");
    if ((soql == null) == (emails == null)) {
      fields.wrong(
          "/audience",
          "needs either emails or soql; leave audience out to add jobs afterwards, at"
              + " /api/campaigns/{id}/jobs");
    } else if (emails != null && !emails.isArray()) {
      fields.wrong("/audience/emails", "must be an array of addresses, or of objects with email");
    } else if (soql != null
        && (!soql.isString()
            || soql.stringValue().length() > MAX_SOQL
            || !soql.stringValue().strip().toLowerCase(Locale.ROOT).startsWith("select"))) {
      fields.wrong(
          "/audience/soql",
          "must be a query, SELECT ... FROM ..., of at most %d characters".formatted(MAX_SOQL));
    } else if (soql != null) {
      return soql.stringValue();
    }
    return null;
  }
}
