package dev.fieldsync.campaigns.mail;

/** A text that cannot be sent; the message says why, for people. */
public final class InvalidMailTextException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  InvalidMailTextException(String message) {
    super(message);
  }
}
