package dev.fieldsync.testing;

/** The containers could not be started; the message says why in a few words. */
final class DockerUnavailable extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  private final String reason;

  DockerUnavailable(String reason, Throwable cause) {
    super(reason, cause);
    this.reason = reason;
  }

  DockerUnavailable(String reason) {
    super(reason);
    this.reason = reason;
  }

  @Override
  public String getMessage() {
    return reason;
  }
}
