package dev.fieldsync.campaigns.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReplyAddressTest {

  private static final ReplyAddress ADDRESS =
      new ReplyAddress(UUID.fromString("f6e2a4cd-5c61-46d3-9e52-6ef1b3d13e26"), 7_000_012);

  @Test
  void what_is_written_is_read_whatever_stands_around_it_and_in_any_case() {
    String address = ADDRESS.at("replies.example.com");

    assertThat(address)
        .isEqualTo("reply-f6e2a4cd5c6146d39e526ef1b3d13e26-7000012@replies.example.com");
    assertThat(ReplyAddress.in(address)).contains(ADDRESS);
    assertThat(ReplyAddress.in("Bob <bob@example.com>, \"Office\" <%s>".formatted(address)))
        .contains(ADDRESS);
    assertThat(ReplyAddress.in(address.toUpperCase(Locale.ROOT))).contains(ADDRESS);
  }

  @Test
  void what_is_none_is_not_taken_for_one() {
    assertThat(ReplyAddress.in("office@replies.example.com")).isEmpty();
    assertThat(ReplyAddress.in("no" + ADDRESS.at("replies.example.com"))).isEmpty();
    assertThat(ReplyAddress.in("reply-f6e2a4cd-7@replies.example.com")).isEmpty();
    assertThat(ReplyAddress.in("reply-" + "0".repeat(32) + "-" + "9".repeat(19) + "@x.com"))
        .isEmpty();
  }
}
