package dev.fieldsync.shared.merge;

/** A document that is not a JSON Patch; the message is meant for its sender. */
public final class InvalidPatchException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int index;

  InvalidPatchException(int index, String message) {
    super(message);
    this.index = index;
  }

  /** Returns the position of the offending operation, -1 when it concerns the whole patch. */
  public int index() {
    return index;
  }
}
