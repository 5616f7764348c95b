package dev.fieldsync.campaignworker.provider.sentiment;

import java.util.regex.Pattern;

/** Finds in a mail what its sender wrote: our own words come back quoted below it. */
final class ReplyText {

  /** No sentiment needs more. */
  private static final int MAX_LENGTH = 10_000;

  private static final Pattern QUOTE_BEGINS =
      Pattern.compile(
          "(?im)^\\s*(?:On\\b.{5,200}\\bwrote:|-{2,}\\s*(?:original|forwarded) message.*"
              + "|_{10,}|From:\\s.*|Sent from my .*|--)\\s*$");

  private static final Pattern QUOTED_LINE = Pattern.compile("(?m)^\\s*>.*$");

  private ReplyText() {}

  static String own(String mail) {
    String text = mail.length() > MAX_LENGTH ? mail.substring(0, MAX_LENGTH) : mail;
    var quote = QUOTE_BEGINS.matcher(text);
    if (quote.find()) {
      text = text.substring(0, quote.start());
    }
    return QUOTED_LINE.matcher(text).replaceAll("").strip();
  }
}
