package dev.fieldsync.campaigns.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

  @ParameterizedTest
  @CsvSource({
    "Ann.Lee@Example.COM, ann.lee@example.com",
    "' a+tag@b.co ', a+tag@b.co",
    "o'brien@sub.example.org, o'brien@sub.example.org",
    "post@müller.de, post@xn--mller-kva.de"
  })
  void spellings_of_one_mailbox_are_the_same(String given, String normalized) {
    EmailAddress address = EmailAddress.of(given);

    assertThat(address.normalized()).isEqualTo(normalized);
    assertThat(address.spelling()).isEqualTo(given.strip());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "nobody",
        "@example.com",
        "a@",
        "a@b",
        "a@@b.co",
        "a b@c.de",
        ".a@b.co",
        "a.@b.co",
        "a..b@c.de",
        "a@-b.co",
        "a@b..co",
        "a@b.c",
        "a@b.co\u0000",
        "a\n@b.co",
        "a@[127.0.0.1]",
        "ä@b.co",
        "a@b_c.de",
        "\"a\"@b.co",
        "a@b.co,c@d.ef"
      })
  void what_mail_cannot_be_sent_to_is_refused(String given) {
    assertThatThrownBy(() -> EmailAddress.of(given)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void lengths_are_those_of_the_protocol() {
    assertThat(EmailAddress.of("a".repeat(64) + "@b.co")).isNotNull();
    assertThatThrownBy(() -> EmailAddress.of("a".repeat(65) + "@b.co"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> EmailAddress.of("a@" + "b.".repeat(130) + "co"))
        .hasMessageContaining("254");
  }
}
