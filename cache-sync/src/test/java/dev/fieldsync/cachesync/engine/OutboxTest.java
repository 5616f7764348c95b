package dev.fieldsync.cachesync.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OutboxTest {

  private final Outbox outbox = new Outbox(key -> key.startsWith("urgent") ? 1 : 0, 1);

  private List<String> take(int max, long now) {
    return outbox.take(max, now).stream().map(Outbox.Waiting::key).toList();
  }

  @Test
  void urgentKeysGoFirstAndAKeyThatChangesAgainGoesOnce() {
    outbox.add("a", null);
    outbox.add("urgent", null);
    outbox.add("a", null);
    outbox.add("b", null);

    assertThat(take(2, 0)).containsExactly("urgent", "a");
    assertThat(take(2, 0)).containsExactly("b");
    assertThat(outbox.size()).isZero();
  }

  @Test
  void whatCouldNotBeSentIsSentAgainLaterAndGivenUpInTheEnd() {
    outbox.add("a", null);
    outbox.sending(1, outbox.take(1, 0));
    assertThat(outbox.size()).isEqualTo(1);

    assertThat(outbox.sent(1, false, failures -> 100)).isZero();
    assertThat(take(1, 99)).isEmpty();
    List<Outbox.Waiting> again = outbox.take(1, 100);
    outbox.sending(2, again);

    assertThat(outbox.sent(2, false, failures -> 300)).isEqualTo(1);
    assertThat(outbox.size()).isZero();
  }

  @Test
  void littleIsUnderWayAtOnce() {
    for (int i = 0; i < 100; i++) {
      outbox.add("key" + i, null);
    }
    int messages = 0;
    List<Outbox.Waiting> next = outbox.take(1, 0);
    while (!next.isEmpty()) {
      outbox.sending(messages++, next);
      next = outbox.take(1, 0);
    }
    assertThat(messages).isEqualTo(32);

    outbox.sent(0, true, failures -> 0);

    assertThat(take(1, 0)).hasSize(1);
  }
}
