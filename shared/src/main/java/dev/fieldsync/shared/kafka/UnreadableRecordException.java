package dev.fieldsync.shared.kafka;

import org.jspecify.annotations.Nullable;

/** A record that is not what its topic is for; the message says why. */
public final class UnreadableRecordException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Makes an exception from the reason, which starts in lower case. */
  public UnreadableRecordException(String message) {
    this(message, null);
  }

  UnreadableRecordException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
