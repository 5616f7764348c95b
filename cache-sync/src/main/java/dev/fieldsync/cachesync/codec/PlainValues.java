package dev.fieldsync.cachesync.codec;

import dev.fieldsync.cachesync.wire.ByteReader;
import dev.fieldsync.cachesync.wire.ByteWriter;
import dev.fieldsync.cachesync.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What JSON can say, and bytes: texts, {@code Integer}, {@code Long}, {@code Double}, {@code
 * Boolean}, {@code byte[]}, null inside of others, lists, and maps by text. Maps come back sorted
 * by key, lists and maps cannot be changed. Of changed maps only the changed fields are sent.
 * Stateless.
 */
public final class PlainValues implements ValueCodec<Object> {

  private static final int MAX_DEPTH = 100;

  private static final int NULL = 0;
  private static final int TEXT = 1;
  private static final int INTEGER = 2;
  private static final int LONG = 3;
  private static final int DOUBLE = 4;
  private static final int FALSE = 5;
  private static final int TRUE = 6;
  private static final int BYTES = 7;
  private static final int LIST = 8;
  private static final int MAP = 9;

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException for a value of another type
   */
  @Override
  public byte[] encode(Object value) {
    ByteWriter out = new ByteWriter();
    write(value, out, 0);
    return out.toBytes();
  }

  @Override
  public Object decode(byte[] bytes) {
    Object value = read(new ByteReader(bytes), 0);
    if (value == null) {
      throw new MalformedMessageException("A value is null");
    }
    return value;
  }

  @Override
  public byte @Nullable [] difference(byte[] base, byte[] changed) {
    return isMap(base) && isMap(changed)
        ? encode(MapDifference.between(fields(base), fields(changed)))
        : null;
  }

  @Override
  public byte @Nullable [] apply(byte[] base, byte[] difference) {
    return isMap(base) ? encode(MapDifference.apply(fields(base), fields(difference))) : null;
  }

  private static boolean isMap(byte[] bytes) {
    return bytes.length > 0 && bytes[0] == MAP;
  }

  private static Map<String, @Nullable Object> fields(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    in.readByte();
    return readMap(in, 1);
  }

  private static void write(@Nullable Object value, ByteWriter out, int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException("A value is nested deeper than " + MAX_DEPTH);
    }
    if (value == null) {
      out.writeByte(NULL);
    } else if (value instanceof String text) {
      out.writeByte(TEXT).writeText(text);
    } else if (value instanceof Integer number) {
      out.writeByte(INTEGER).writeInt(number);
    } else if (value instanceof Long number) {
      out.writeByte(LONG).writeLong(number);
    } else if (value instanceof Double number) {
      out.writeByte(DOUBLE).writeLong(Double.doubleToLongBits(number));
    } else if (value instanceof Boolean truth) {
      out.writeByte(truth ? TRUE : FALSE);
    } else if (value instanceof byte[] bytes) {
      out.writeByte(BYTES).writeBytes(bytes);
    } else if (value instanceof List<?> list) {
      out.writeByte(LIST).writeVar(list.size());
      list.forEach(each -> write(each, out, depth + 1));
    } else if (value instanceof Map<?, ?> map) {
      writeMap(map, out, depth);
    } else {
      throw new IllegalArgumentException(
          "Values of " + value.getClass().getName() + " need a codec of their own");
    }
  }

  private static void writeMap(Map<?, ?> map, ByteWriter out, int depth) {
    Map<String, @Nullable Object> sorted = new TreeMap<>();
    map.forEach(
        (key, value) -> {
          if (!(key instanceof String text)) {
            throw new IllegalArgumentException("The keys of a map are texts");
          }
          sorted.put(text, value);
        });
    out.writeByte(MAP).writeVar(sorted.size());
    sorted.forEach((key, value) -> write(value, out.writeText(key), depth + 1));
  }

  private static @Nullable Object read(ByteReader in, int depth) {
    if (depth > MAX_DEPTH) {
      throw new MalformedMessageException("A value is nested deeper than " + MAX_DEPTH);
    }
    int kind = in.readByte();
    return switch (kind) {
      case NULL -> null;
      case TEXT -> in.readText();
      case INTEGER -> in.readInt();
      case LONG -> in.readLong();
      case DOUBLE -> Double.longBitsToDouble(in.readLong());
      case FALSE -> false;
      case TRUE -> true;
      case BYTES -> in.readBytes();
      case LIST -> readList(in, depth + 1);
      case MAP -> Collections.unmodifiableMap(readMap(in, depth + 1));
      default -> throw new MalformedMessageException("There is no value of kind " + kind);
    };
  }

  private static List<@Nullable Object> readList(ByteReader in, int depth) {
    @Nullable Object[] values = new @Nullable Object[in.readCount()];
    for (int i = 0; i < values.length; i++) {
      values[i] = read(in, depth);
    }
    return Collections.unmodifiableList(new ArrayList<>(Arrays.asList(values)));
  }

  private static Map<String, @Nullable Object> readMap(ByteReader in, int depth) {
    Map<String, @Nullable Object> map = new TreeMap<>();
    for (int i = in.readCount(); i > 0; i--) {
      String key = in.readText();
      map.put(key, read(in, depth));
    }
    return map;
  }
}
