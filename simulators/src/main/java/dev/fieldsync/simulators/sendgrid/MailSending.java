package dev.fieldsync.simulators.sendgrid;

import dev.fieldsync.simulators.traffic.Answer;
import dev.fieldsync.simulators.traffic.Behaviour;
import dev.fieldsync.simulators.traffic.Call;
import dev.fieldsync.simulators.traffic.Counters;
import dev.fieldsync.simulators.traffic.Fault;
import dev.fieldsync.simulators.traffic.SimulatedProvider;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads a request for a mail, checks it as SendGrid does, and delivers it. */
final class MailSending implements SimulatedProvider {

  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final Pattern ADDRESS =
      Pattern.compile("[^@\\s]{1,64}@[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63})+");
  private static final List<String> REQUIRED = List.of("personalizations", "from", "content");

  private final Mailboxes mailboxes;
  private final InboundParse inbound;

  MailSending(Mailboxes mailboxes, InboundParse inbound) {
    this.mailboxes = mailboxes;
    this.inbound = inbound;
  }

  @Override
  public Answer answer(Call call, Behaviour behaviour, Counters counters, boolean twice) {
    if (!call.path().equals("/v3/mail/send")) {
      return refusal(404, "not found", null);
    }
    if (!call.method().equals("POST")) {
      return refusal(405, "method not allowed", null);
    }
    if (!("Bearer " + SendGridSimulator.API_KEY).equals(call.header("authorization"))) {
      return refusal(401, "The provided authorization grant is invalid, expired, or revoked", null);
    }
    JsonNode body;
    try {
      body = MAPPER.readTree(call.body());
    } catch (JacksonException e) {
      return refusal(400, "Bad Request", null);
    }
    Answer wrong = wrong(body);
    if (wrong != null) {
      return wrong;
    }
    Mail mail =
        mailboxes.deliver(
            mail(body, call.header("idempotency-key")), behaviour.deduplicates(), twice, counters);
    return Answer.empty(202).with("X-Message-Id", mail.messageId());
  }

  @Override
  public Answer error(Fault fault) {
    return switch (fault) {
      case THROTTLED -> refusal(429, "too many requests", null);
      case REJECTED -> refusal(400, "The request was rejected by the simulator", "content");
      default -> refusal(503, "service unavailable", null);
    };
  }

  @Override
  public JsonNode done(Call call) {
    ObjectNode done = JsonNodeFactory.instance.objectNode();
    done.put("mails", mailboxes.size()).put("addresses", mailboxes.addresses());
    done.set("replies", inbound.answers());
    String address = call.parameters().get("address");
    if (address != null) {
      done.set("mailbox", MAPPER.valueToTree(mailboxes.of(address)));
    }
    return done;
  }

  /** Lets somebody reply to the latest mail in a mailbox. */
  @Override
  public @Nullable Answer control(String name, JsonNode body) {
    if (!name.equals("reply")) {
      return null;
    }
    String address = body.path("address").asString("");
    List<Mail> mailbox = mailboxes.of(address);
    if (mailbox.isEmpty()) {
      throw new IllegalArgumentException("There is no mail to \"" + address + "\".");
    }
    Mail latest = mailbox.get(mailbox.size() - 1);
    Map<String, String> reply = InboundParse.reply(latest, body.path("text").asString(""));
    var unused = inbound.post(reply);
    return Answer.json(202, MAPPER.valueToTree(reply));
  }

  @Override
  public void forget() {
    mailboxes.forget();
    inbound.forget();
  }

  private static @Nullable Answer wrong(JsonNode body) {
    for (String field : REQUIRED) {
      if (body.path(field).isMissingNode()) {
        return refusal(400, "The " + field + " field is required.", field);
      }
    }
    if (!valid(body.at("/from/email"))) {
      return refusal(400, "The from email does not contain a valid address.", "from.email");
    }
    if (!valid(body.at("/personalizations/0/to/0/email"))) {
      return refusal(400, "Does not contain a valid address.", "personalizations.0.to.0.email");
    }
    if (body.path("subject").asString("").isEmpty()) {
      return refusal(400, "The subject is required.", "subject");
    }
    return null;
  }

  private static boolean valid(JsonNode address) {
    return address.isString() && ADDRESS.matcher(address.asString()).matches();
  }

  private static Mail mail(JsonNode body, @Nullable String key) {
    return new Mail(
        UUID.randomUUID().toString(),
        key,
        body.at("/from/email").asString(),
        body.at("/personalizations/0/to/0/email").asString(),
        body.at("/reply_to/email").asString(null),
        body.path("subject").asString(),
        body.at("/content/0/value").asString(""),
        texts(body.at("/personalizations/0/custom_args")),
        texts(body.at("/personalizations/0/headers")));
  }

  private static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new HashMap<>();
    object.properties().forEach(text -> texts.put(text.getKey(), text.getValue().asString()));
    return texts;
  }

  private static Answer refusal(int status, String message, @Nullable String field) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode errors = body.putArray("errors");
    errors.addObject().put("message", message).put("field", field).putNull("help");
    return Answer.json(status, body);
  }
}
