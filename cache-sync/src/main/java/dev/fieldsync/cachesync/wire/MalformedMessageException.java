package dev.fieldsync.cachesync.wire;

/** Bytes are not what they should be; they were damaged on their way, or are of another program. */
public final class MalformedMessageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Says what is wrong. */
  public MalformedMessageException(String message) {
    super(message);
  }
}
