package dev.fieldsync.campaigns.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fieldsync.shared.json.Json;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

class MailTextTest {

  private static final JsonNode ANN =
      Json.parse("{\"name\": \"Ann\", \"rooms\": 3, \"city\": \"\"}");

  @Test
  void aLineStaysOneWhateverAttributesHold() {
    assertThat(
            MailText.of("Visit at {{address}} ")
                .renderSubject(
                    "a@b.co", Json.parse("{\"address\": \"1 Main St\\r\\nBcc: b@b.co\"}")))
        .isEqualTo("Visit at 1 Main St Bcc: b@b.co");
  }

  @Test
  void a_name_that_differs_in_case_alone_is_found_when_there_is_no_other() {
    MailText text = MailText.of("Hello {{first name|you}}");

    assertThat(text.render("a@b.co", Json.parse("{\"First Name\": \"Ann\"}")))
        .isEqualTo("Hello Ann");
    assertThat(
            text.render("a@b.co", Json.parse("{\"First Name\": \"A\", \"first name\": \"Ann\"}")))
        .isEqualTo("Hello Ann");
    assertThat(text.render("a@b.co", Json.parse("{\"name\": \"Ann\"}"))).isEqualTo("Hello you");
  }

  @Test
  void a_subject_that_attributes_make_too_long_is_told_and_not_cut_off() {
    MailText subject = MailText.subject("Visit at {{address}}");
    String longest = "x".repeat(MailText.MAX_SUBJECT - "Visit at ".length());

    assertThat(subject.renderSubject("a@b.co", address(longest)))
        .hasSize(MailText.MAX_SUBJECT)
        .endsWith("x");
    assertThatThrownBy(() -> subject.renderSubject("a@b.co", address(longest + "y")))
        .isInstanceOf(InvalidMailTextException.class)
        .hasMessage("With this person's attributes the subject is longer than 900 characters");
  }

  @Test
  void a_body_does_not_grow_without_bounds() {
    MailText body = MailText.body("{{address}}".repeat(40_000));

    assertThatThrownBy(() -> body.render("a@b.co", address("x".repeat(60_000))))
        .isInstanceOf(InvalidMailTextException.class)
        .hasMessageContaining("1,000,000 characters");
  }

  @Test
  void what_is_no_subject_or_body_is_told() {
    assertThatThrownBy(() -> MailText.subject(" ")).hasMessageContaining("not blank");
    assertThatThrownBy(() -> MailText.subject("a\nb")).hasMessage("must be one line");
    assertThatThrownBy(() -> MailText.subject("x".repeat(901))).hasMessageContaining("900");
    assertThatThrownBy(() -> MailText.subject("Hi {{name")).hasMessageContaining("not closed");
    assertThatThrownBy(() -> MailText.body("")).hasMessageContaining("500000");
  }

  private static JsonNode address(String address) {
    return JsonNodeFactory.instance.objectNode().put("address", address);
  }

  @Test
  void attributes_and_the_address_stand_where_they_are_named() {
    assertThat(render("Dear {{name}} ({{ email }}), {{rooms}} rooms in {{city|your town}}."))
        .isEqualTo("Dear Ann (ann@example.com), 3 rooms in your town.");
  }

  @Test
  void what_stands_in_an_attribute_is_not_read_again() {
    assertThat(
            MailText.of("{{name}}")
                .render("ann@example.com", Json.parse("{\"name\": \"{{rooms}}\"}")))
        .isEqualTo("{{rooms}}");
  }

  @Test
  void a_missing_attribute_without_an_alternative_is_told() {
    assertThatThrownBy(() -> render("Dear {{title}}"))
        .isInstanceOf(InvalidMailTextException.class)
        .hasMessageContaining("no attribute title");
    assertThat(MailText.of("Dear {{name|customer}}").render("a@example.com", null))
        .isEqualTo("Dear customer");
  }

  @Test
  void a_place_that_is_not_closed_or_names_nothing_is_told_with_its_place() {
    assertThatThrownBy(() -> MailText.of("Dear {{name, hello")).hasMessageContaining("character 6");
    assertThatThrownBy(() -> MailText.of("Dear {{}}")).hasMessageContaining("name an attribute");
  }

  private static String render(String text) {
    return MailText.of(text).render("ann@example.com", ANN);
  }
}
