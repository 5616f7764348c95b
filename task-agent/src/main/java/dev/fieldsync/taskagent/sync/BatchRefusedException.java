package dev.fieldsync.taskagent.sync;

/** The server refused a batch as a whole; nothing of it was applied. */
final class BatchRefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  BatchRefusedException(String message) {
    super(message);
  }
}
