package dev.fieldsync.cachesync.codec;

import java.nio.charset.StandardCharsets;

/** Texts in UTF-8. Stateless. */
public final class Strings implements ValueCodec<String> {

  @Override
  public byte[] encode(String value) {
    return value.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String decode(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
