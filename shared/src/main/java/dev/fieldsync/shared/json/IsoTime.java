package dev.fieldsync.shared.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdScalarSerializer;

/**
 * Times as text, in the form of {@link Instant#toString}. Java's own formatters are made for any
 * form and take longer than all the rest of reading a small record; this knows the one form that is
 * nearly always met, and leaves others to them.
 */
public final class IsoTime {

  private static final int SECONDS_END = "2026-01-31T12:00:00".length();
  private static final int MAX_FRACTION = 9;
  private static final int MAX_LENGTH = SECONDS_END + 1 + MAX_FRACTION + 1;
  private static final int SECONDS_PER_DAY = 86_400;
  private static final int SECONDS_PER_HOUR = 3_600;
  private static final int SECONDS_PER_MINUTE = 60;
  private static final int MAX_YEAR = 9_999;

  private IsoTime() {}

  /**
   * Reads a time with its offset, ISO 8601.
   *
   * @throws DateTimeException when it is none
   */
  public static Instant parse(String text) {
    Instant usual = usual(text);
    return usual == null ? OffsetDateTime.parse(text).toInstant() : usual;
  }

  /** Returns a time in UTC, {@code null} when the text is anything else. */
  private static @Nullable Instant usual(String text) {
    int length = text.length();
    if (length <= SECONDS_END
        || length > MAX_LENGTH
        || text.charAt(length - 1) != 'Z'
        || text.charAt(4) != '-'
        || text.charAt(7) != '-'
        || text.charAt(10) != 'T'
        || text.charAt(13) != ':'
        || text.charAt(16) != ':') {
      return null;
    }
    int year = number(text, 0, 4);
    int month = number(text, 5, 7);
    int day = number(text, 8, 10);
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, SECONDS_END);
    int nanos = nanos(text, length - 1);
    if (year < 0
        || month < 1
        || month > 12
        || day < 1
        || hour < 0
        || hour > 23
        || minute < 0
        || minute > 59
        || second < 0
        || second > 59
        || nanos < 0) {
      return null;
    }
    long days = LocalDate.of(year, month, day).toEpochDay();
    int secondOfDay = hour * SECONDS_PER_HOUR + minute * SECONDS_PER_MINUTE + second;
    return Instant.ofEpochSecond(days * SECONDS_PER_DAY + secondOfDay, nanos);
  }

  /** Returns the digits as a number, -1 when there is something else among them. */
  private static int number(String text, int begin, int end) {
    int number = 0;
    for (int i = begin; i < end; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = 10 * number + digit;
    }
    return number;
  }

  private static int nanos(String text, int end) {
    if (end == SECONDS_END) {
      return 0;
    }
    if (text.charAt(SECONDS_END) != '.' || end == SECONDS_END + 1) {
      return -1;
    }
    int nanos = number(text, SECONDS_END + 1, end);
    for (int digits = end - SECONDS_END - 1; digits < MAX_FRACTION; digits++) {
      nanos *= 10;
    }
    return nanos;
  }

  /** Returns what {@link Instant#toString} does. */
  public static String text(Instant time) {
    long days = Math.floorDiv(time.getEpochSecond(), SECONDS_PER_DAY);
    LocalDate date = LocalDate.ofEpochDay(days);
    if (date.getYear() < 0 || date.getYear() > MAX_YEAR) {
      return time.toString();
    }
    int seconds = Math.floorMod(time.getEpochSecond(), SECONDS_PER_DAY);
    StringBuilder text = new StringBuilder(MAX_LENGTH);
    digits(text, date.getYear(), 1_000);
    digits(text.append('-'), date.getMonthValue(), 10);
    digits(text.append('-'), date.getDayOfMonth(), 10);
    digits(text.append('T'), seconds / SECONDS_PER_HOUR, 10);
    digits(text.append(':'), seconds / SECONDS_PER_MINUTE % 60, 10);
    digits(text.append(':'), seconds % 60, 10);
    int nanos = time.getNano();
    if (nanos != 0) {
      text.append('.');
      if (nanos % 1_000_000 == 0) {
        digits(text, nanos / 1_000_000, 100);
      } else if (nanos % 1_000 == 0) {
        digits(text, nanos / 1_000, 100_000);
      } else {
        digits(text, nanos, 100_000_000);
      }
    }
    return text.append('Z').toString();
  }

  /** Appends a number with leading zeros; {@code first} is what its first digit counts. */
  private static void digits(StringBuilder text, int number, int first) {
    for (int counts = first; counts > 0; counts /= 10) {
      text.append((char) ('0' + number / counts % 10));
    }
  }

  /** Returns a module by which instants are read and written so. */
  static JacksonModule module() {
    return new SimpleModule("times")
        .addSerializer(Instant.class, new Writer())
        .addDeserializer(Instant.class, new Reader());
  }

  private static final class Writer extends StdScalarSerializer<Instant> {

    Writer() {
      super(Instant.class);
    }

    @Override
    public void serialize(Instant value, JsonGenerator out, SerializationContext context) {
      out.writeString(text(value));
    }
  }

  private static final class Reader extends StdScalarDeserializer<Instant> {

    Reader() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context)
        throws JacksonException {
      if (parser.currentToken() != JsonToken.VALUE_STRING) {
        return (Instant) context.handleUnexpectedToken(getValueType(context), parser);
      }
      String text = parser.getString();
      try {
        return parse(text);
      } catch (DateTimeException e) {
        return (Instant) context.handleWeirdStringValue(Instant.class, text, "is no time");
      }
    }
  }
}
