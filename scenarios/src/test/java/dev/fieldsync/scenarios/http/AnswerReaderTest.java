package dev.fieldsync.scenarios.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {

  private static final String WITH_LENGTH =
      "HTTP/1.1 200 \r\nContent-Type: application/json\r\ncontent-length: 11\r\n\r\n{\"a\": \"é\"}";

  private static final String CHUNKED =
      String.join(
          "\r\n",
          "HTTP/1.1 409 Conflict",
          "Transfer-Encoding: chunked",
          "",
          "5",
          "hello",
          "6;x=y",
          " world",
          "0",
          "Trailer: 1",
          "",
          "");

  private final AnswerReader reader = new AnswerReader();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 50, 1_000})
  void anAnswerMayArriveInPiecesOfAnySize(int size) {
    assertThat(readInPieces(WITH_LENGTH, size).text()).isEqualTo("{\"a\": \"é\"}");
    Answer chunked = readInPieces(CHUNKED, size);
    assertThat(chunked.status()).isEqualTo(409);
    assertThat(chunked.text()).isEqualTo("hello world");
    assertThat(readInPieces(WITH_LENGTH, size).status()).isEqualTo(200);
  }

  @Test
  void anAnswerWithoutABodyEndsWithItsHeaders() {
    assertThat(readInPieces("HTTP/1.1 204 \r\nDate: now\r\n\r\n", 5).length()).isZero();
    assertThat(readInPieces("HTTP/1.1 200 \r\nContent-Length: 0\r\n\r\n", 5).length()).isZero();
  }

  @Test
  void aBodyMayBeLargerThanTheFirstBuffer() {
    String body = "x".repeat(100_000);

    Answer answer = readInPieces("HTTP/1.1 200 \r\nContent-Length: 100000\r\n\r\n" + body, 65_536);

    assertThat(answer.text()).isEqualTo(body);
  }

  @Test
  void itIsKnownWhenTheServerWillCloseTheConnection() {
    readInPieces("HTTP/1.1 200 \r\nContent-Length: 0\r\nConnection: close\r\n\r\n", 9);
    assertThat(reader.closes()).isTrue();

    readInPieces(WITH_LENGTH, 9);
    assertThat(reader.closes()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH\r\n",
        "HTTP/1.1 100 Continue\r\n\r\n",
        "HTTP/1.1 200 \r\nno header\r\n",
        "HTTP/1.1 200 \r\nContent-Length: -1\r\n\r\n"
      })
  void whatIsNoKnownAnswerIsRefused(String text) {
    ByteBuffer bytes = bytes(text);

    assertThatThrownBy(() -> reader.take(bytes)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aBodyIsSearchedForBytes() {
    Answer answer = readInPieces(CHUNKED, 4);

    assertThat(answer.contains("lo wo".getBytes(StandardCharsets.UTF_8))).isTrue();
    assertThat(answer.contains("world".getBytes(StandardCharsets.UTF_8))).isTrue();
    assertThat(answer.contains("worlds".getBytes(StandardCharsets.UTF_8))).isFalse();
    assertThat(answer.contains("held".getBytes(StandardCharsets.UTF_8))).isFalse();
  }

  private Answer readInPieces(String text, int size) {
    ByteBuffer all = bytes(text);
    boolean complete = false;
    while (all.hasRemaining()) {
      assertThat(complete).as("complete before the end").isFalse();
      int length = Math.min(size, all.remaining());
      complete = reader.take(all.slice(all.position(), length));
      all.position(all.position() + length);
    }
    assertThat(complete).isTrue();
    return reader.answer();
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}
