package dev.fieldsync.campaignworker.provider.email;

import dev.fieldsync.shared.json.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The body of {@code POST /v3/mail/send}. */
final class SendGridMail {

  /** Comes back in every event that SendGrid tells of the mail. */
  static final String KEY_ARGUMENT = "fieldsync_key";

  /** The same in every attempt, so that a mail that arrived twice can be known as one. */
  static final String KEY_HEADER = "X-Fieldsync-Message-Id";

  private SendGridMail() {}

  static String json(Email email, String from, @Nullable String fromName) {
    String key = email.key().value();
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ObjectNode personalization = body.putArray("personalizations").addObject();
    personalization.putArray("to").addObject().put("email", email.to());
    personalization.putObject("custom_args").put(KEY_ARGUMENT, key);
    personalization
        .putObject("headers")
        .put(KEY_HEADER, "<" + key.replace(':', '.') + "@fieldsync>");
    ObjectNode sender = body.putObject("from").put("email", from);
    if (fromName != null) {
      sender.put("name", fromName);
    }
    if (email.replyTo() != null) {
      body.putObject("reply_to").put("email", email.replyTo());
    }
    body.put("subject", email.subject());
    body.putArray("content").addObject().put("type", "text/plain").put("value", email.body());
    return Json.text(body);
  }
}
