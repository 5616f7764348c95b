package dev.fieldsync.gateway.campaign.reply;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** What a mail in HTML says, without what it quotes. */
final class HtmlText {

  private static final String QUOTES = "blockquote, .gmail_quote, .yahoo_quoted, script, style";
  private static final String LINES = "br, p, div, tr, li, h1, h2, h3";

  private HtmlText() {}

  static String of(String html) {
    Document mail = Jsoup.parse(html);
    mail.select(QUOTES).remove();
    mail.select(LINES).before("\n");
    return mail.body().wholeText().strip();
  }
}
