package dev.fieldsync.campaignworker.step;

/** A provider cannot be used as it is configured; the message says what to set. */
public final class MissingProviderException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MissingProviderException(String message) {
    super(message);
  }
}
