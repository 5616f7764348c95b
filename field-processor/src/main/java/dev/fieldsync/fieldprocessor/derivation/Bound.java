package dev.fieldsync.fieldprocessor.derivation;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NumericNode;

/** Compares bounds of a validation: numbers, numeric text, ISO 8601 dates and times. */
final class Bound {

  private static final int MAX_LENGTH = 100;
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,3})?");
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(T.+)?");

  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendLiteral('T')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalStart()
          .appendOffsetId()
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private Bound() {}

  /** Compares two bounds; empty when they are of different kinds or say nothing known. */
  static OptionalInt compare(JsonNode left, JsonNode right) {
    Object a = value(left);
    Object b = value(right);
    if (a instanceof BigDecimal one && b instanceof BigDecimal other) {
      return OptionalInt.of(one.compareTo(other));
    }
    if (a instanceof LocalDate one && b instanceof LocalDate other) {
      return OptionalInt.of(one.compareTo(other));
    }
    if (a instanceof LocalDateTime one && b instanceof LocalDateTime other) {
      return OptionalInt.of(one.compareTo(other));
    }
    if (a instanceof OffsetDateTime one && b instanceof OffsetDateTime other) {
      return OptionalInt.of(one.toInstant().compareTo(other.toInstant()));
    }
    return OptionalInt.empty();
  }

  private static @Nullable Object value(JsonNode json) {
    if (json instanceof NumericNode number) {
      return number.isNaN() ? null : number.decimalValue();
    }
    if (!json.isString() || json.stringValue().length() > MAX_LENGTH) {
      return null;
    }
    String text = json.stringValue().strip();
    if (NUMBER.matcher(text).matches()) {
      return new BigDecimal(text);
    }
    return DATE.matcher(text).matches() ? dateOrTime(text) : null;
  }

  private static @Nullable Object dateOrTime(String text) {
    try {
      return ISO.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
    } catch (DateTimeParseException noSuchDay) {
      return null;
    }
  }
}
