package dev.fieldsync.gateway.campaign.reply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.shared.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AutomaticMailTest {

  private static final String ANN = "{\"from\": \"ann@example.com\"}";

  private static Optional<String> sign(String header, String envelope, String subject) {
    return AutomaticMail.sign(
        new MailHeaders(
            "Received: by mx\r\n%s\r\nX-Mailer: Mail\r\n".formatted(header.replace("|", "\r\n"))),
        StrictJson.parse(envelope.getBytes(StandardCharsets.UTF_8)),
        subject);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "Auto-Submitted # Auto-Submitted: auto-replied",
        "Auto-Submitted # AUTO-SUBMITTED:| auto-generated; owner-email=\"ann@example.com\"",
        "Auto-Submitted # Auto-Submitted: notified",
        "X-Autoreply # X-Autoreply: yes",
        "X-Autorespond # X-AutoRespond: Re: Offer",
        "X-Auto-Reply # X-Auto-Reply:",
        "X-MS-Exchange-Generated-Message-Source # X-MS-Exchange-Generated-Message-Source: Mailbox Rules Agent",
        "X-MS-Exchange-Inbox-Rules-Loop # X-MS-Exchange-Inbox-Rules-Loop: ann@example.com|X-Auto-Response-Suppress: All",
        "Precedence # Precedence: auto_reply",
        "Precedence # Precedence: bulk",
        "Precedence # Precedence: Junk",
        "Precedence # precedence:list",
        "Content-Type # Content-Type: multipart/report; report-type=delivery-status;|\tboundary=x",
        "Content-Type # Content-Type: Multipart/Report",
        "Return-Path # Return-Path: <>",
      })
  void what_a_program_wrote_is_known_by_a_header(String name, String header) {
    assertThat(sign(header, ANN, "Re: Offer")).contains(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Auto-Submitted: no",
        "Auto-Submitted: No (by hand)",
        "Auto-Submitted:",
        "X-Auto-Response-Suppress: DR, OOF, AutoReply",
        "X-MS-Exchange-Inbox-Rules-Loop: ann@example.com",
        "Precedence: first-class",
        "Content-Type: multipart/alternative; boundary=\"multipart/report\"",
        "Return-Path: <ann@example.com>",
        "Subject: x| Precedence: bulk",
        "Subject: Precedence: bulk",
      })
  void what_people_write_is_not(String header) {
    assertThat(sign(header, ANN, "Re: Offer")).isEmpty();
  }

  @Test
  void a_mail_of_no_sender_is_a_bounce() {
    assertThat(sign("", "{\"from\": \"\"}", "Re: Offer")).contains("envelope");
    assertThat(sign("", "{\"from\": \"<>\"}", "Re: Offer")).contains("envelope");
    assertThat(sign("", "{}", "Re: Offer")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Automatic reply: Offer",
        "Auto-Reply: Offer",
        "Out of Office: Offer",
        "Out of office AutoReply: Offer",
        "ABWESENHEITSNOTIZ: Angebot",
        "Automatische Antwort: Angebot",
        "Réponse automatique\u00A0: Offre",
        "Respuesta automática: Oferta",
      })
  void an_absence_note_is_known_by_how_its_subject_begins(String subject) {
    assertThat(sign("", ANN, subject)).contains("Subject");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Re: Automatic reply: Offer", "Out of office on Monday", "Auto: ein Angebot"})
  void other_subjects_are_those_of_people(String subject) {
    assertThat(sign("", ANN, subject)).isEmpty();
  }
}
