package dev.fieldsync.local.startup;

/**
 * The system cannot start, and the message says why and what to do in one line.
 *
 * <p>The message is meant for the person at the terminal; the cause, if any, is for the log file.
 */
public final class StartupFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Creates a failure whose message is all there is to know. */
  public StartupFailure(String message) {
    super(oneLine(message));
  }

  /** Creates a failure that something else caused; the message must not need the cause. */
  public StartupFailure(String message, Throwable cause) {
    super(oneLine(message), cause);
  }

  /** Returns the message at the root of a failure, or its type when it has no message. */
  public static String reason(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String message = root.getMessage();
    return message == null || message.isBlank() ? root.getClass().getSimpleName() : message;
  }

  private static String oneLine(String message) {
    return message.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
