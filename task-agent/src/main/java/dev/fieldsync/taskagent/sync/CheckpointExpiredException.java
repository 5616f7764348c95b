package dev.fieldsync.taskagent.sync;

/** This device was away for so long that it has to pull all again. */
final class CheckpointExpiredException extends Exception {

  private static final long serialVersionUID = 1L;
}
