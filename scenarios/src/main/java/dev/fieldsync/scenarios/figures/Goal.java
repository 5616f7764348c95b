package dev.fieldsync.scenarios.figures;

/**
 * Something that a benchmark should show.
 *
 * @param text what, in words
 * @param wanted the figure that it takes
 * @param measured the figure that was found
 * @param met whether it is met
 */
public record Goal(String text, double wanted, double measured, boolean met) {

  /** Makes a goal that a figure reaches a limit. */
  public static Goal atLeast(String text, double wanted, double measured) {
    return new Goal(text, wanted, measured, measured >= wanted);
  }

  /** Makes a goal that a count reaches a limit. */
  public static Goal atLeast(String text, long wanted, long measured) {
    return atLeast(text, (double) wanted, (double) measured);
  }

  /** Makes a goal that a figure stays within a limit. */
  public static Goal atMost(String text, double wanted, double measured) {
    return new Goal(text, wanted, measured, measured <= wanted);
  }

  /** Makes a goal that a count stays within a limit. */
  public static Goal atMost(String text, long wanted, long measured) {
    return atMost(text, (double) wanted, (double) measured);
  }

  /** Makes a goal that something does not happen. */
  public static Goal none(String text, long measured) {
    return new Goal(text, 0, measured, measured == 0);
  }
}
