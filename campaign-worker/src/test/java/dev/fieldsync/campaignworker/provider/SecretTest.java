package dev.fieldsync.campaignworker.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;

class SecretTest {

  @Test
  void it_is_never_printed_also_not_by_records_around_it() {
    record Settings(URI url, Secret key) {}

    assertThat(new Settings(URI.create("http://a"), new Secret("hush-hush")).toString())
        .doesNotContain("hush");
  }

  @Test
  void one_that_cannot_travel_is_refused_without_being_shown() {
    assertThatThrownBy(() -> new Secret("hush\nhush"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("hush");
    assertThatThrownBy(() -> new Secret("")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void it_is_taken_out_of_what_others_say() {
    assertThat(new Secret("hush").hideIn("the key hush is wrong"))
        .isEqualTo("the key (secret) is wrong");
  }
}
