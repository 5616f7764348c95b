package dev.fieldsync.shared.merge;

/** Why an operation of a JSON Patch does not fit the document, in words for its sender. */
final class Misfit extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String reason;
  private final boolean testFailed;

  private Misfit(boolean testFailed, String reason) {
    super(reason, null, false, false);
    this.testFailed = testFailed;
    this.reason = reason;
  }

  static Misfit because(String reason) {
    return new Misfit(false, reason);
  }

  static Misfit failedTest(String reason) {
    return new Misfit(true, reason);
  }

  String reason() {
    return reason;
  }

  boolean testFailed() {
    return testFailed;
  }
}
