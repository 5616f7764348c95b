package dev.fieldsync.taskagent.json;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * The one text of a JSON value, as the checksum of a batch wants it: the JSON Canonicalization
 * Scheme (RFC 8785). Keys in the order of their UTF-16 code units, no white space, numbers as
 * ECMAScript prints the double.
 */
public final class CanonicalJson {

  /** Whole numbers up to here are doubles, too, and printed as they are. */
  private static final long MAX_EXACT = 1L << 53;

  private static final int MAX_DOUBLE_DIGITS = 17;

  /** ECMAScript writes numbers from here on, and below 1e-6, with an exponent. */
  private static final int PLAIN_DIGITS = 21;

  private static final int PLAIN_ZEROS = 6;

  private CanonicalJson() {}

  /**
   * Returns the text; a value that is missing counts as {@code null}.
   *
   * @throws IllegalArgumentException for a number that no double comes near to
   */
  public static String of(JsonNode value) {
    StringBuilder text = new StringBuilder();
    write(value, text);
    return text.toString();
  }

  private static void write(JsonNode value, StringBuilder out) {
    if (value.isObject()) {
      writeObject(value, out);
    } else if (value.isArray()) {
      out.append('[');
      for (int i = 0; i < value.size(); i++) {
        out.append(i == 0 ? "" : ",");
        write(value.get(i), out);
      }
      out.append(']');
    } else if (value.isString()) {
      quote(value.stringValue(), out);
    } else if (value.isNumber()) {
      out.append(number(value));
    } else {
      out.append(value.isMissingNode() ? "null" : value);
    }
  }

  private static void writeObject(JsonNode value, StringBuilder out) {
    Map<String, JsonNode> sorted = new TreeMap<>();
    value.properties().forEach(field -> sorted.put(field.getKey(), field.getValue()));
    String separator = "";
    out.append('{');
    for (Map.Entry<String, JsonNode> field : sorted.entrySet()) {
      out.append(separator);
      quote(field.getKey(), out);
      out.append(':');
      write(field.getValue(), out);
      separator = ",";
    }
    out.append('}');
  }

  /** Appends a text in quotes. */
  public static void quote(String value, StringBuilder out) {
    out.append('"');
    if (isPlain(value)) {
      out.append(value).append('"');
      return;
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ') {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  private static boolean isPlain(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ' ' || c == '"' || c == '\\') {
        return false;
      }
    }
    return true;
  }

  private static String number(JsonNode number) {
    if (number.isIntegralNumber()
        && number.canConvertToLong()
        && Math.abs(number.longValue()) <= MAX_EXACT) {
      return Long.toString(number.longValue());
    }
    double value = number.decimalValue().doubleValue();
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("A number is larger than any double");
    }
    return number(value);
  }

  /** ECMA-262, Number::toString, with the fewest digits that still give this double. */
  private static String number(double value) {
    if (value == 0) {
      return "0";
    }
    BigDecimal exact = new BigDecimal(Math.abs(value));
    BigDecimal shortest = exact;
    for (int digits = 1; digits <= MAX_DOUBLE_DIGITS; digits++) {
      shortest = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN)).stripTrailingZeros();
      if (shortest.doubleValue() == Math.abs(value)) {
        break;
      }
    }
    String digits = shortest.unscaledValue().toString();
    return (value < 0 ? "-" : "") + place(digits, digits.length() - shortest.scale());
  }

  private static String place(String digits, int point) {
    if (point > PLAIN_DIGITS || point <= -PLAIN_ZEROS) {
      String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
      return digits.charAt(0) + fraction + "e" + (point > 0 ? "+" : "") + (point - 1);
    }
    if (point >= digits.length()) {
      return digits + "0".repeat(point - digits.length());
    }
    return point > 0
        ? digits.substring(0, point) + "." + digits.substring(point)
        : "0." + "0".repeat(-point) + digits;
  }
}
