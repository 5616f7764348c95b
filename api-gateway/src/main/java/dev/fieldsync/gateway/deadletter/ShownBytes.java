package dev.fieldsync.gateway.deadletter;

import dev.fieldsync.shared.json.Json;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;

/** How bytes that may be anything are shown to people. */
final class ShownBytes {

  private ShownBytes() {}

  /** Returns the beginning of a value as text; what is no text becomes a replacement character. */
  static String excerpt(byte[] beginning) {
    return new String(beginning, StandardCharsets.UTF_8).replace('\0', '\uFFFD');
  }

  /** Returns the text, when it is text. */
  static Optional<String> text(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /**
   * Says whether a text is one JSON value from its beginning to its end. Nothing is built of it: a
   * number of a thousand million digits takes few characters.
   */
  static boolean isJson(String text) {
    try (JsonParser parser = Json.mapper().createParser(text)) {
      if (parser.nextToken() == null) {
        return false;
      }
      parser.skipChildren();
      return parser.nextToken() == null;
    } catch (JacksonException e) {
      return false;
    }
  }
}
