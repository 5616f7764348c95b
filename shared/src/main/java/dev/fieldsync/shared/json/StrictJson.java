package dev.fieldsync.shared.json;

import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads JSON that people send, and accepts only what can be stored and given back unchanged: no
 * duplicate keys, no {@code \u0000}, no lone surrogates, no number outside the range of an IEEE 754
 * double (RFC 7493), no trailing text, bounded depth. Thread-safe.
 */
public final class StrictJson {

  /** How deep objects and arrays may be nested. */
  public static final int MAX_DEPTH = 100;

  /** How many characters a number may have. */
  public static final int MAX_NUMBER_LENGTH = 100;

  /** How many characters a key may have. */
  public static final int MAX_KEY_LENGTH = 1_000;

  /**
   * Digits after the point of the smallest double, and some more; also zero is written with them.
   */
  private static final int MAX_SCALE = 324 + MAX_NUMBER_LENGTH;

  private static final String BYTE_ORDER_MARK = "\ufeff";

  private static final String OUT_OF_RANGE =
      "The number is outside the range of a double (about ±1.8e308, nearest to zero ±4.9e-324)."
          + " Send it as text, or a smaller one.";

  private static final Pattern DUPLICATE = Pattern.compile("Duplicate Object property \"(.*?)\"");

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNumberLength(MAX_NUMBER_LENGTH)
                          .maxNameLength(MAX_KEY_LENGTH)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private StrictJson() {}

  /**
   * Parses a body.
   *
   * @throws InvalidJsonException with a message for the sender when it is not acceptable
   */
  public static JsonNode parse(byte[] body) {
    JsonNode node;
    try {
      node = MAPPER.readTree(utf8(body));
    } catch (JacksonException e) {
      throw new InvalidJsonException("", reason(e), e);
    } catch (NumberFormatException e) {
      // An exponent that even a decimal of any length cannot have.
      throw new InvalidJsonException("", OUT_OF_RANGE, e);
    }
    if (node == null || node.isMissingNode()) {
      throw new InvalidJsonException("", "The body is empty. Send a JSON object.", null);
    }
    return isPlain(node) ? node : storable(node, "");
  }

  /** Says whether nothing in it has to be looked at more closely, as is so of most bodies. */
  private static boolean isPlain(JsonNode node) {
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> property : object.properties()) {
        if (!isPlain(property.getKey()) || !isPlain(property.getValue())) {
          return false;
        }
      }
      return true;
    }
    if (node instanceof ArrayNode array) {
      for (JsonNode element : array) {
        if (!isPlain(element)) {
          return false;
        }
      }
      return true;
    }
    return node.isString()
        ? isPlain(node.stringValue())
        : !node.isBigDecimal() && !node.isBigInteger();
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || Character.isSurrogate(c)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Reads JSON bit by bit, for bodies that are too large to be held in memory: with the same
   * limits, but characters and the range of numbers are not looked at. Whoever reads catches {@link
   * JacksonException} and throws what {@link #refused} makes of it.
   *
   * @param body text in UTF-8, checked before
   */
  public static JsonParser parser(InputStream body) {
    return MAPPER.createParser(body);
  }

  /** Returns what to tell the sender of JSON that {@link #parser} cannot read. */
  public static InvalidJsonException refused(JacksonException e) {
    return new InvalidJsonException("", reason(e), e);
  }

  /** Strict, where the parser's own decoder takes overlong forms for the characters they hide. */
  private static String utf8(byte[] body) {
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(body))
              .toString();
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new InvalidJsonException(
          "", "The body is not valid JSON: it is not valid UTF-8. Encode it as UTF-8.", e);
    }
  }

  private static JsonNode storable(JsonNode node, String path) {
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> property : object.properties()) {
        checkText(property.getKey(), path, "The key");
        String child = JsonPath.child(path, property.getKey());
        property.setValue(storable(property.getValue(), child));
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, storable(array.get(i), JsonPath.child(path, i)));
      }
    } else if (node.isString()) {
      checkText(node.stringValue(), path, "The text");
    } else if (node.isBigDecimal()) {
      return DecimalNode.valueOf(checkRange(node.decimalValue(), path));
    } else if (node.isBigInteger()) {
      checkRange(new BigDecimal(node.bigIntegerValue()), path);
    }
    return node;
  }

  /** Returns the number as {@code jsonb} will print it: {@code 1e2} becomes {@code 100}. */
  private static BigDecimal checkRange(BigDecimal number, String path) {
    double value = number.doubleValue();
    if (Double.isInfinite(value)
        || (value == 0 && number.signum() != 0)
        || number.scale() > MAX_SCALE) {
      throw new InvalidJsonException(path, OUT_OF_RANGE, null);
    }
    return number.scale() < 0 ? number.setScale(0) : number;
  }

  private static void checkText(String text, String path, String what) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        throw new InvalidJsonException(
            path,
            what + " contains the character \\u0000, which cannot be stored. Remove it.",
            null);
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        throw new InvalidJsonException(
            path,
            what
                + String.format(" contains the lone surrogate \\u%04x,", (int) c)
                + " half of a character. Send the whole character or remove it.",
            null);
      }
    }
  }

  private static String reason(JacksonException e) {
    String original = e.getOriginalMessage();
    if (e instanceof StreamConstraintsException) {
      if (original.contains("nesting depth")) {
        return "The JSON is nested deeper than " + MAX_DEPTH + " levels. Send a flatter document.";
      }
      if (original.contains("Number value length")) {
        return "A number has more than " + MAX_NUMBER_LENGTH + " characters. Send it as text.";
      }
      if (original.contains("Name length")) {
        return "A key has more than " + MAX_KEY_LENGTH + " characters. Use a shorter one.";
      }
    }
    if (original.startsWith("Trailing token")) {
      return "The body is not valid JSON, %s: there is more after its end.".formatted(position(e));
    }
    Matcher duplicate = DUPLICATE.matcher(original);
    if (duplicate.find()) {
      return "The key \"%s\" appears twice in one object, %s. Send it once."
          .formatted(duplicate.group(1), position(e));
    }
    return "The body is not valid JSON, %s: %s".formatted(position(e), firstSentence(original));
  }

  private static String position(JacksonException e) {
    return e.getLocation() == null
        ? "at an unknown place"
        : "at line %d, column %d"
            .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
  }

  private static String firstSentence(String message) {
    String line =
        message
            .lines()
            .findFirst()
            .orElse("it cannot be read")
            .replaceAll("[:(] *(maybe |enable ).*", "");
    return line.length() > 200 ? line.substring(0, 200) + "..." : line;
  }
}
