package dev.fieldsync.gateway.campaign.reply;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Tells what programs write, such as absence notes and bounces, from what people write: by RFC
 * 3834's {@code Auto-Submitted}, by the null sender that it and RFC 5321 ask for, by the report
 * types of RFC 6522, and by what programs did before or do besides.
 *
 * <p>{@code X-Auto-Response-Suppress} alone tells nothing: it asks for no automatic answer, which
 * mails of people do, too.
 */
final class AutomaticMail {

  /** Fields that only programs set; each means the same whatever its value. */
  private static final List<String> FIELDS =
      List.of(
          "X-Autoreply", "X-Autorespond", "X-Auto-Reply", "X-MS-Exchange-Generated-Message-Source");

  /** A keyword, perhaps with parameters or a comment behind it. */
  private static final Pattern BY_HAND =
      Pattern.compile("(no\\s*([;(].*)?)?", Pattern.CASE_INSENSITIVE);

  private static final Pattern PRECEDENCE =
      Pattern.compile("auto_reply|bulk|junk|list", Pattern.CASE_INSENSITIVE);
  private static final Pattern REPORT =
      Pattern.compile("multipart/report\\s*(;.*)?", Pattern.CASE_INSENSITIVE);
  private static final Pattern NOBODY = Pattern.compile("\\s*(<\\s*>)?\\s*");

  /** How Exchange and Outlook begin absence notes. "Auto:" is left out: people mean cars by it. */
  private static final Pattern ABSENCE =
      Pattern.compile(
          "\\s*(automatic reply|auto[- ]?reply|out of office( auto[- ]?reply)?"
              + "|abwesenheitsnotiz|automatische antwort|réponse automatique|respuesta automática)"
              + "[\\s\\u00A0]*:.*",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);

  private AutomaticMail() {}

  /**
   * Returns what tells that a program wrote a mail, such as the name of a header field; empty when
   * nothing does.
   *
   * @param envelope with the sender as {@code from}; one without it tells nothing
   */
  static Optional<String> sign(MailHeaders headers, JsonNode envelope, String subject) {
    if (headers.first("Auto-Submitted").filter(is(BY_HAND).negate()).isPresent()) {
      return Optional.of("Auto-Submitted");
    }
    for (String field : FIELDS) {
      if (headers.has(field)) {
        return Optional.of(field);
      }
    }
    // Rules set it on what they forward as well, which people wrote.
    if (headers.has("X-MS-Exchange-Inbox-Rules-Loop") && headers.has("X-Auto-Response-Suppress")) {
      return Optional.of("X-MS-Exchange-Inbox-Rules-Loop");
    }
    if (headers.first("Precedence").filter(is(PRECEDENCE)).isPresent()) {
      return Optional.of("Precedence");
    }
    if (headers.first("Content-Type").filter(is(REPORT)).isPresent()) {
      return Optional.of("Content-Type");
    }
    if (headers.first("Return-Path").filter(is(NOBODY)).isPresent()) {
      return Optional.of("Return-Path");
    }
    JsonNode sender = envelope.path("from");
    if (sender.isString() && NOBODY.matcher(sender.asString()).matches()) {
      return Optional.of("envelope");
    }
    return ABSENCE.matcher(subject).matches() ? Optional.of("Subject") : Optional.empty();
  }

  private static Predicate<String> is(Pattern pattern) {
    return pattern.asMatchPredicate();
  }
}
