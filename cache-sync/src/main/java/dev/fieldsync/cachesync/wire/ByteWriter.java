package dev.fieldsync.cachesync.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes that grow. Numbers that are mostly small take as many bytes as they need. For one thread.
 */
public final class ByteWriter {

  private byte[] bytes = new byte[256];
  private int length;

  /** Writes a byte. */
  public ByteWriter writeByte(int value) {
    ensure(1);
    bytes[length++] = (byte) value;
    return this;
  }

  /** Writes four bytes. */
  public ByteWriter writeInt(int value) {
    for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      writeByte(value >>> shift);
    }
    return this;
  }

  /** Writes eight bytes. */
  public ByteWriter writeLong(long value) {
    return writeInt((int) (value >>> Integer.SIZE)).writeInt((int) value);
  }

  /** Writes a number in seven bits a byte, the lowest first; negative ones take ten bytes. */
  public ByteWriter writeVar(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      writeByte((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    return writeByte((int) rest);
  }

  /** Writes a length and so many bytes. */
  public ByteWriter writeBytes(byte[] value) {
    writeVar(value.length);
    ensure(value.length);
    System.arraycopy(value, 0, bytes, length, value.length);
    length += value.length;
    return this;
  }

  /** Writes a text in UTF-8, after its length. */
  public ByteWriter writeText(String value) {
    return writeBytes(value.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns how many bytes there are. */
  public int length() {
    return length;
  }

  /** Returns a copy of the bytes. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  private void ensure(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
