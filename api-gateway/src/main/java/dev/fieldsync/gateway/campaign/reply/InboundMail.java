package dev.fieldsync.gateway.campaign.reply;

import dev.fieldsync.campaigns.mail.ReplyAddress;
import dev.fieldsync.gateway.problem.ProblemException;
import dev.fieldsync.shared.json.InvalidJsonException;
import dev.fieldsync.shared.json.Json;
import dev.fieldsync.shared.json.StrictJson;
import dev.fieldsync.shared.template.Violation;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A mail in the fields that SendGrid's Inbound Parse has taken it apart into (Twilio's "Inbound
 * Email Parse Webhook", "Default parameters"). Immutable.
 *
 * @param id its Message-ID, or a digest of what was posted when it has none
 * @param answers which job it answers; empty when none of its recipients is a reply address
 * @param automatic what tells that a program wrote it, such as an absence note; empty for a person
 * @param text what its sender wrote, with what it quotes, at most 65,536 characters; empty when
 *     that is nothing but spaces
 */
record InboundMail(
    String id, Optional<ReplyAddress> answers, Optional<String> automatic, String text) {

  /** The fields that are looked at. */
  static final Set<String> FIELDS =
      Set.of("headers", "envelope", "to", "subject", "text", "html", "charsets", "email");

  private static final byte[] NOTHING = {};
  private static final Pattern MESSAGE_ID = Pattern.compile("<[\\x21-\\x7E]{1,380}>");

  /**
   * Puts a mail together.
   *
   * @param fields what was posted, by name
   * @throws ProblemException 400 when it is no parsed mail
   */
  static InboundMail of(Map<String, byte[]> fields) {
    if (fields.containsKey("email")) {
      throw ProblemException.invalid(
          "email",
          "is a raw message",
          "Inbound Parse is set to post raw messages. Switch \"POST the raw, full MIME message\""
              + " off.");
    }
    requireMail(fields);
    JsonNode charsets = json(fields, "charsets");
    JsonNode envelope = json(fields, "envelope");
    String lines = text(fields, "headers", charsets);
    MailHeaders headers = new MailHeaders(lines);
    String text = text(fields, "text", charsets);
    if (ReplyReader.isBlank(text)) {
      text = HtmlText.of(text(fields, "html", charsets));
    }
    return new InboundMail(
        id(headers, lines + "\n" + text),
        // The envelope says who received it; what the headers say may be somebody else.
        ReplyAddress.in(envelope.path("to").toString())
            .or(() -> ReplyAddress.in(text(fields, "to", charsets))),
        AutomaticMail.sign(headers, envelope, text(fields, "subject", charsets)),
        ReplyReader.isBlank(text) ? "" : ReplyReader.cut(text));
  }

  private static void requireMail(Map<String, byte[]> fields) {
    List<Violation> missing = new ArrayList<>();
    if (!fields.containsKey("headers")) {
      missing.add(new Violation("headers", "is missing"));
    }
    if (!fields.containsKey("envelope") && !fields.containsKey("to")) {
      missing.add(new Violation("envelope", "is missing, and so is to"));
    }
    if (!missing.isEmpty()) {
      throw ProblemException.invalid(
          "The form is no mail as Inbound Parse posts it: it needs headers, and envelope or to.",
          missing);
    }
  }

  private static String id(MailHeaders headers, String mail) {
    Matcher found = MESSAGE_ID.matcher(headers.first("Message-ID").orElse(""));
    return found.lookingAt() ? found.group() : "sha256:" + Json.sha256(mail);
  }

  private static JsonNode json(Map<String, byte[]> fields, String name) {
    try {
      return StrictJson.parse(fields.getOrDefault(name, NOTHING));
    } catch (InvalidJsonException e) {
      // Both fields that are JSON only help: without them the headers and UTF-8 are taken.
      return JsonNodeFactory.instance.missingNode();
    }
  }

  private static String text(Map<String, byte[]> fields, String name, JsonNode charsets) {
    return new String(
        fields.getOrDefault(name, NOTHING), charset(charsets.path(name).asString("UTF-8")));
  }

  private static Charset charset(String name) {
    try {
      return Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      // The letters of most languages' ASCII part are still right.
      return StandardCharsets.UTF_8;
    }
  }
}
