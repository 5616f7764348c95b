package dev.fieldsync.taskagent.sync;

/**
 * The server did not do its part: it cannot be reached, is out of order, or does not know this
 * person. Says nothing about what was sent, so it spends no attempts.
 */
final class ServerAwayException extends Exception {

  private static final long serialVersionUID = 1L;

  ServerAwayException(String message) {
    super(message);
  }

  ServerAwayException(String message, Throwable cause) {
    super(message, cause);
  }
}
