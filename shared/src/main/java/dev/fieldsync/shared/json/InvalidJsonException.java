package dev.fieldsync.shared.json;

import org.jspecify.annotations.Nullable;

/** A body that is not JSON, or JSON that cannot be stored; the message is meant for its sender. */
public final class InvalidJsonException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String path;

  InvalidJsonException(String path, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.path = path;
  }

  /** Returns the JSON Pointer of the offending value, empty when it concerns the whole body. */
  public String path() {
    return path;
  }
}
