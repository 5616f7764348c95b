package dev.fieldsync.cachesync.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads what {@link ByteWriter} wrote. Every length is checked against what is left, so that
 * damaged bytes cost no memory. For one thread.
 */
public final class ByteReader {

  private final byte[] bytes;
  private final int end;
  private int at;

  /** Reads from the first byte to the last. */
  public ByteReader(byte[] bytes) {
    this(bytes, bytes.length);
  }

  /** Reads the first so many bytes. */
  public ByteReader(byte[] bytes, int end) {
    this.bytes = bytes;
    this.end = end;
  }

  /** Reads a byte, 0 to 255. */
  public int readByte() {
    if (at >= end) {
      throw new MalformedMessageException("The message ends early");
    }
    return bytes[at++] & 0xff;
  }

  /** Reads four bytes. */
  public int readInt() {
    int value = 0;
    for (int i = 0; i < Integer.BYTES; i++) {
      value = value << Byte.SIZE | readByte();
    }
    return value;
  }

  /** Reads eight bytes. */
  public long readLong() {
    return ((long) readInt() << Integer.SIZE) | (readInt() & 0xffffffffL);
  }

  /** Reads a number of variable length. */
  public long readVar() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int next = readByte();
      value |= (long) (next & 0x7f) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new MalformedMessageException("A number does not end");
  }

  /** Reads how many things follow, each of at least one byte. */
  public int readCount() {
    long count = readVar();
    if (count < 0 || count > end - at) {
      throw new MalformedMessageException("More things are announced than there are bytes");
    }
    return (int) count;
  }

  /** Reads bytes after their length. */
  public byte[] readBytes() {
    int length = readCount();
    byte[] value = Arrays.copyOfRange(bytes, at, at + length);
    at += length;
    return value;
  }

  /** Reads a text. */
  public String readText() {
    return new String(readBytes(), StandardCharsets.UTF_8);
  }

  /** Says whether nothing is left. */
  public boolean isAtEnd() {
    return at >= end;
  }
}
