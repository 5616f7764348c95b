package dev.fieldsync.gateway.deadletter;

import dev.fieldsync.shared.json.Json;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;

/** Bytes of a record, which may be anything, and how they are shown to people. Immutable. */
final class RecordBytes {

  private final byte[] bytes;

  private RecordBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  static @Nullable RecordBytes of(byte @Nullable [] bytes) {
    return bytes == null ? null : new RecordBytes(bytes);
  }

  /** Returns the bytes themselves, which must not be modified. */
  byte[] array() {
    return bytes;
  }

  /** Returns the bytes as text; what is no text becomes a replacement character. */
  String anyText() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Returns the text, when it is text. */
  Optional<String> text() {
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

  String base64() {
    return Base64.getEncoder().encodeToString(bytes);
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
