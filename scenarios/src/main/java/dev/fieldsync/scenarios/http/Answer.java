package dev.fieldsync.scenarios.http;

import java.nio.charset.StandardCharsets;

/**
 * An answer that has arrived whole. Valid until the next answer of its connection begins: the bytes
 * are not copied.
 */
public final class Answer {

  private final int status;
  private final byte[] bytes;
  private final int length;

  Answer(int status, byte[] bytes, int length) {
    this.status = status;
    this.bytes = bytes;
    this.length = length;
  }

  /** Returns the status code. */
  public int status() {
    return status;
  }

  /** Returns how many bytes the body has. */
  public int length() {
    return length;
  }

  /** Returns the body as text. */
  public String text() {
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  /** Says whether the body contains these bytes somewhere; must not be empty. */
  public boolean contains(byte[] wanted) {
    for (int i = 0; i <= length - wanted.length; i++) {
      if (bytes[i] == wanted[0] && matches(wanted, i)) {
        return true;
      }
    }
    return false;
  }

  private boolean matches(byte[] wanted, int from) {
    for (int i = 1; i < wanted.length; i++) {
      if (bytes[from + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }
}
