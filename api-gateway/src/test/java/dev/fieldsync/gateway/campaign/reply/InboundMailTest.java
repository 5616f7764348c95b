package dev.fieldsync.gateway.campaign.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fieldsync.campaigns.mail.ReplyAddress;
import dev.fieldsync.gateway.problem.ProblemException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InboundMailTest {

  private static final ReplyAddress JOB = new ReplyAddress(UUID.randomUUID(), 1_000_001);
  private static final String TO = JOB.at("replies.example.com");

  private final Map<String, byte[]> fields = new HashMap<>();

  InboundMailTest() {
    put(
        "headers",
        "From: Ann <ann@example.com>\nMessage-Id: <7@example.com>\nTo: <%s>\n".formatted(TO));
    put("envelope", "{\"to\":[\"%s\"],\"from\":\"ann@example.com\"}".formatted(TO));
    put("to", "Office <%s>".formatted(TO));
    put("charsets", "{\"to\":\"UTF-8\",\"text\":\"utf-8\"}");
    put("text", "Yes, please");
  }

  private void put(String name, String value) {
    fields.put(name, value.getBytes(StandardCharsets.UTF_8));
  }

  private InboundMail mail() {
    return InboundMail.of(fields);
  }

  @Test
  void a_mail_has_its_message_id_the_job_that_it_answers_and_its_text() {
    InboundMail mail = mail();

    assertThat(mail.id()).isEqualTo("<7@example.com>");
    assertThat(mail.answers()).contains(JOB);
    assertThat(mail.automatic()).isEmpty();
    assertThat(mail.text()).isEqualTo("Yes, please");
  }

  @Test
  void who_received_it_says_the_envelope_and_without_one_the_headers() {
    put("to", "Somebody <somebody@example.com>");
    assertThat(mail().answers()).contains(JOB);

    put("to", "Office <%s>".formatted(TO));
    put("envelope", "nonsense");
    assertThat(mail().answers()).contains(JOB);
    fields.remove("envelope");
    assertThat(mail().answers()).contains(JOB);

    put("to", "office@example.com");
    assertThat(mail().answers()).isEmpty();
  }

  @Test
  void a_folded_message_id_is_found_and_what_has_none_is_known_by_its_content() {
    put("headers", "MESSAGE-ID:\n <7@example.com>\n");
    assertThat(mail().id()).isEqualTo("<7@example.com>");

    put("headers", "Subject: Message-ID: <7@example.com>\n");
    String id = mail().id();
    assertThat(id).startsWith("sha256:").isEqualTo(mail().id());
    put("text", "No");
    assertThat(mail().id()).isNotEqualTo(id);
  }

  @Test
  void a_text_is_read_in_the_charset_that_is_said() {
    put("charsets", "{\"text\":\"windows-1252\"}");
    fields.put("text", "Grüße, Zoë".getBytes(Charset.forName("windows-1252")));
    assertThat(mail().text()).isEqualTo("Grüße, Zoë");

    put("charsets", "{\"text\":\"x-unheard-of\"}");
    put("text", "Grüße");
    assertThat(mail().text()).isEqualTo("Grüße");
  }

  @Test
  void a_mail_that_is_html_alone_is_read_without_what_it_quotes() {
    fields.remove("text");
    put(
        "html",
        "<style>p {color: red}</style><p>Yes,&nbsp;please</p><div>On Monday<br>at nine</div>"
            + "<blockquote>Dear Ann, no thanks?</blockquote>");

    assertThat(mail().text().lines().map(String::strip).filter(line -> !line.isEmpty()))
        .containsExactly("Yes,\u00A0please", "On Monday", "at nine");

    fields.remove("html");
    assertThat(mail().text()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \r\n", "\u00A0", "\u200B\n"})
  void a_mail_in_which_nothing_shows_has_no_text(String blank) {
    put("text", blank);
    assertThat(mail().text()).isEmpty();
    put("html", "<div>%s<br></div>".formatted(blank));
    assertThat(mail().text()).isEmpty();
    put("html", "<p>Yes</p>");
    assertThat(mail().text()).isEqualTo("Yes");
  }

  @Test
  void what_a_program_wrote_is_known_by_its_subject_in_the_charset_that_is_said() {
    put("charsets", "{\"subject\":\"iso-8859-1\"}");
    fields.put("subject", "Réponse automatique : Offre".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(mail().automatic()).contains("Subject");
  }

  @Test
  void what_is_no_parsed_mail_is_refused() {
    put("email", "From: ann@example.com");
    assertThatThrownBy(this::mail).isInstanceOf(ProblemException.class).hasMessageContaining("raw");
    fields.clear();
    put("text", "Yes");
    assertThatThrownBy(this::mail)
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("headers, and envelope or to");
  }
}
