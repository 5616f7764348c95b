package dev.fieldsync.cachesync.engine;

import dev.fieldsync.cachesync.wire.ByteReader;
import dev.fieldsync.cachesync.wire.ByteWriter;
import dev.fieldsync.cachesync.wire.MalformedMessageException;
import java.util.zip.CRC32C;

/** Frames as bytes, with a checksum at their end. */
final class FrameCodec {

  /** The first byte; another one is another program's, or a later form of ours. */
  private static final int FORM = 0xC1;

  private FrameCodec() {}

  static byte[] write(Frame frame) {
    ByteWriter out = new ByteWriter();
    out.writeByte(FORM)
        .writeText(frame.sender())
        .writeLong(frame.incarnation())
        .writeVar(frame.clockMillis())
        .writeText(frame.group());
    MessageCodec.write(frame.message(), out);
    byte[] body = out.toBytes();
    return out.writeInt(checksum(body, body.length)).toBytes();
  }

  /**
   * Reads a frame.
   *
   * @throws MalformedMessageException when it is none, or was damaged on its way
   */
  static Frame read(byte[] bytes) {
    int body = bytes.length - Integer.BYTES;
    if (body < 1 || new ByteReader(tail(bytes, body)).readInt() != checksum(bytes, body)) {
      throw new MalformedMessageException("The checksum is wrong");
    }
    ByteReader in = new ByteReader(bytes, body);
    if (in.readByte() != FORM) {
      throw new MalformedMessageException("Not a message of this library and this form");
    }
    Frame frame =
        new Frame(in.readText(), in.readLong(), in.readVar(), in.readText(), MessageCodec.read(in));
    if (!in.isAtEnd()) {
      throw new MalformedMessageException("Something follows the message");
    }
    return frame;
  }

  private static byte[] tail(byte[] bytes, int from) {
    byte[] tail = new byte[Integer.BYTES];
    System.arraycopy(bytes, from, tail, 0, tail.length);
    return tail;
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, length);
    return (int) checksum.getValue();
  }
}
