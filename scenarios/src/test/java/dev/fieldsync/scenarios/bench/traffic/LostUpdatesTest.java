package dev.fieldsync.scenarios.bench.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.scenarios.http.Answer;
import dev.fieldsync.scenarios.http.AnswerReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LostUpdatesTest {

  private final WriteTemplates writes = new WriteTemplates(List.of(new UUID(0, 1)), 2, 1);

  @Test
  void theLastAcknowledgedValueMustBeThere() {
    writeAndAnswer(200);
    writeAndAnswer(200);

    assertThat(lost("client 0 wrote 2")).isZero();
    assertThat(lost("client 0 wrote 1")).isEqualTo(1);
    assertThat(lost("client 1 wrote 2")).isEqualTo(1);
    assertThat(lost("somebody else's")).isEqualTo(1);
  }

  @Test
  void aLaterValueThatWasSentAndNotAcknowledgedMayBeThereToo() {
    writeAndAnswer(200);
    writeAndAnswer(503);

    assertThat(lost("client 0 wrote 1")).isZero();
    assertThat(lost("client 0 wrote 2")).isZero();
    assertThat(lost("client 0 wrote 3")).isEqualTo(1);
  }

  @Test
  void anAnswerWithoutTheWrittenValueIsAFault() {
    writes.next(0);

    assertThat(writes.fault(0, answer(200, document("client 0 wrote 7"))))
        .isEqualTo("200 without the written value");
  }

  private void writeAndAnswer(int status) {
    writes.next(0);
    writes.fault(0, answer(status, "{}"));
  }

  private int lost(String stored) {
    FindLostUpdates search = new FindLostUpdates(writes);
    assertThat(search.next(1)).isNotNull();
    assertThat(search.next(1)).isNull();
    assertThat(search.fault(1, answer(200, document(stored)))).isNull();
    return search.lost();
  }

  private static String document(String label) {
    return "{\"field_definitions\":{\"field000\":{\"label\":\"" + label + "\"}}}";
  }

  private static Answer answer(int status, String body) {
    AnswerReader reader = new AnswerReader();
    String text =
        "HTTP/1.1 " + status + " \r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    reader.take(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    return reader.answer();
  }
}
