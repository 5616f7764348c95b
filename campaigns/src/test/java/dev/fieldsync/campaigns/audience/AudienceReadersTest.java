package dev.fieldsync.campaigns.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AudienceReadersTest {

  @Test
  void csv_is_read_by_the_names_of_its_columns() {
    assertThat(csv("\uFEFFName, E-Mail ,Plan\r\nAnn,ann@example.com,\"a, b\"\r\n"))
        .containsExactly(
            new AudienceEntry.Recipient(
                2, "ann@example.com", "{\"Name\":\"Ann\",\"Plan\":\"a, b\"}"));
    assertThat(csv("email;name\na@b.co;Ann, Lee\n"))
        .containsExactly(new AudienceEntry.Recipient(2, "a@b.co", "{\"name\":\"Ann, Lee\"}"));
    assertThat(csv("email\na@b.co")).containsExactly(recipient(2, "a@b.co"));
  }

  @Test
  void a_csv_record_has_the_line_that_it_begins_on() {
    assertThat(csv("email,note\na@b.co,\"one\ntwo\"\n\nb@b.co,x\nc@b.co,1,2\nd@b.co\n"))
        .extracting(AudienceEntry::line)
        .containsExactly(2L, 5L, 6L, 7L);
    assertThat(csv("email,note\nc@b.co,1,2\n"))
        .containsExactly(
            new AudienceEntry.Unreadable(
                2, "The line has 3 fields, the header 2; put fields with a separator in quotes"));
  }

  @Test
  void a_csv_that_is_none_says_what_it_needs() {
    assertThatThrownBy(() -> csv("")).hasMessageContaining("header");
    assertThatThrownBy(() -> csv("a@b.co\nb@b.co\n")).hasMessageContaining("email");
    assertThatThrownBy(() -> csv("email,x,y,x\n"))
        .isInstanceOf(InvalidAudienceException.class)
        .hasMessageContaining("Columns 2 and 4 of the CSV are both named x");
    assertThatThrownBy(() -> csv("Email;email\n")).hasMessageContaining("Columns 1 and 2");
    assertThatThrownBy(() -> csv("email, ,x\na@b.co,1,2\n"))
        .isInstanceOf(InvalidAudienceException.class)
        .hasMessageContaining("Column 2 of the CSV has no name");
    assertThatThrownBy(() -> csv("email,x,\n")).hasMessageContaining("Column 3");
    assertThatThrownBy(() -> csv("email\n\"a@b.co\nb@b.co\n"))
        .isInstanceOf(InvalidAudienceException.class)
        .hasMessageContaining("quote");
    assertThatThrownBy(() -> csv("email\n" + "a".repeat(200_000)))
        .isInstanceOf(InvalidAudienceException.class);
  }

  @Test
  void ndjson_takes_strings_and_objects_and_says_what_is_neither() {
    List<AudienceEntry> entries =
        ndjson("\"a@b.co\"\n\n{\"email\": \"b@b.co\", \"n\": 1}\r\n{\"mail\": 1}\nnot json\n[]");

    assertThat(entries.subList(0, 2))
        .containsExactly(
            recipient(1, "a@b.co"), new AudienceEntry.Recipient(3, "b@b.co", "{\"n\":1}"));
    assertThat(entries.subList(2, 5))
        .allSatisfy(each -> assertThat(each).isInstanceOf(AudienceEntry.Unreadable.class))
        .extracting(AudienceEntry::line)
        .containsExactly(4L, 5L, 6L);
  }

  @Test
  void a_byte_order_mark_does_no_harm() {
    assertThat(ndjson("\uFEFF\"a@b.co\"\n\"b@b.co\"\n"))
        .containsExactly(recipient(1, "a@b.co"), recipient(2, "b@b.co"));
    assertThat(ndjson("\uFEFF")).isEmpty();
    assertThat(csv("\uFEFF\"email\"\na@b.co\n")).containsExactly(recipient(2, "a@b.co"));
  }

  @Test
  void a_line_of_ndjson_that_names_two_addresses_is_not_read_as_one_of_them() {
    assertThat(ndjson("{\"email\": \"a@b.co\", \"email\": \"b@b.co\"}\n"))
        .singleElement()
        .isInstanceOf(AudienceEntry.Unreadable.class);
  }

  @Test
  void a_line_of_ndjson_that_has_no_end_is_passed_over() {
    assertThat(ndjson("\"" + "a".repeat(1_000_000) + "\"\n\"b@b.co\"\n"))
        .hasSize(2)
        .last()
        .isEqualTo(recipient(2, "b@b.co"));
  }

  @Test
  void nothing_is_read_before_it_is_asked_for() {
    InputStream head =
        stream(
            "email\n"
                + IntStream.range(0, 20_000)
                    .mapToObj("p%d@example.com\n"::formatted)
                    .collect(Collectors.joining()));
    InputStream broken =
        new InputStream() {
          @Override
          public int read() {
            throw new IllegalStateException("read too far");
          }

          @Override
          public int read(byte[] bytes, int offset, int length) {
            return read();
          }
        };

    Iterator<AudienceEntry> entries = new CsvAudience(new SequenceInputStream(head, broken));

    assertThat(entries.next()).isEqualTo(recipient(2, "p0@example.com"));
  }

  private static AudienceEntry recipient(long line, String address) {
    return new AudienceEntry.Recipient(line, address, null);
  }

  private static List<AudienceEntry> csv(String text) {
    return all(new CsvAudience(stream(text)));
  }

  private static List<AudienceEntry> ndjson(String text) {
    return all(new NdjsonAudience(stream(text)));
  }

  private static List<AudienceEntry> all(Iterator<AudienceEntry> entries) {
    List<AudienceEntry> all = new ArrayList<>();
    entries.forEachRemaining(all::add);
    return Collections.unmodifiableList(all);
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
