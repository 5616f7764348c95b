package dev.fieldsync.gateway.campaign.audience;

import dev.fieldsync.gateway.problem.ProblemException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Looks whether bytes that come in pieces are text in UTF-8 without the character U+0000: what
 * spreadsheets write in an older encoding would otherwise reach people with names that are garbled.
 * Not thread-safe.
 */
final class Utf8Check {

  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private final CharBuffer decoded = CharBuffer.allocate(8 * 1024);
  private ByteBuffer rest = ByteBuffer.allocate(0);
  private long read;

  /**
   * Looks at the next piece.
   *
   * @throws ProblemException 400 when it is no such text
   */
  void next(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      if (bytes[i] == 0) {
        throw bad("has the character U+0000", read + i);
      }
    }
    ByteBuffer input = ByteBuffer.allocate(rest.remaining() + length);
    input.put(rest).put(bytes, 0, length).flip();
    long begin = read - (input.remaining() - length);
    CoderResult result = decode(input, begin, false);
    while (result.isOverflow()) {
      result = decode(input, begin, false);
    }
    rest = input;
    read += length;
  }

  /**
   * There is no more.
   *
   * @throws ProblemException 400 when the last character is cut off
   */
  void end() {
    decode(rest, read - rest.remaining(), true);
  }

  private CoderResult decode(ByteBuffer input, long begin, boolean last) {
    CoderResult result = decoder.decode(input, decoded.clear(), last);
    if (result.isError()) {
      throw bad("is not UTF-8", begin + input.position());
    }
    return result;
  }

  private static ProblemException bad(String what, long at) {
    return ProblemException.invalid(
        "",
        what + ", at byte " + (at + 1),
        "The body %s, at byte %d. Save it as UTF-8 text (in a spreadsheet: \"CSV UTF-8\") and send it again."
            .formatted(what, at + 1));
  }
}
