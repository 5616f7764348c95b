package dev.fieldsync.shared.merge;

/**
 * A valid JSON Patch that does not fit the document it was applied to; the message is meant for its
 * sender. Nothing was changed.
 */
public final class PatchFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int index;
  private final transient JsonPatch.Operation operation;
  private final boolean testFailed;

  PatchFailedException(
      int index, JsonPatch.Operation operation, boolean testFailed, String message) {
    super(message);
    this.index = index;
    this.operation = operation;
    this.testFailed = testFailed;
  }

  /** Returns the position of the operation that failed, from 0. */
  public int index() {
    return index;
  }

  /** Returns the operation that failed. */
  public JsonPatch.Operation operation() {
    return operation;
  }

  /** Whether a {@code test} found another value, as opposed to a place that is not there. */
  public boolean testFailed() {
    return testFailed;
  }
}
