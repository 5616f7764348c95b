package dev.fieldsync.campaigns.audience;

import org.jspecify.annotations.Nullable;

/**
 * An audience that no jobs were made for; the message, and the report where there is one, is meant
 * for its sender.
 */
public final class InvalidAudienceException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient @Nullable AudienceReport report;

  /** An audience that cannot be read as a whole. */
  public InvalidAudienceException(String message) {
    super(message);
    this.report = null;
  }

  InvalidAudienceException(String message, Throwable cause) {
    super(message, cause);
    this.report = null;
  }

  /** An audience with entries that are not valid. */
  public InvalidAudienceException(String message, AudienceReport report) {
    super(message);
    this.report = report;
  }

  /** Returns what was found in it, {@code null} when it could not be read as a whole. */
  public @Nullable AudienceReport report() {
    return report;
  }
}
