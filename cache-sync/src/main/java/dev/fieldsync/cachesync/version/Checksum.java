package dev.fieldsync.cachesync.version;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The first 64 bits of SHA-256: short, and nobody meets two alike by chance. Thread-safe. */
public final class Checksum {

  private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(Checksum::sha);

  private Checksum() {}

  /** Returns the checksum of bytes. */
  public static long of(byte[] bytes) {
    byte[] digest = SHA_256.get().digest(bytes);
    long first = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      first = first << Byte.SIZE | (digest[i] & 0xff);
    }
    return first;
  }

  /** Returns the checksum of a text. */
  public static long of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Mixes a number so that every bit of it reaches every bit of the result (SplitMix64). */
  public static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }

  private static MessageDigest sha() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
