package dev.fieldsync.cachesync.codec;

/** Bytes as they are, copied so that nobody changes another's. Stateless. */
public final class Bytes implements ValueCodec<byte[]> {

  @Override
  public byte[] encode(byte[] value) {
    return value.clone();
  }

  @Override
  public byte[] decode(byte[] bytes) {
    return bytes.clone();
  }
}
