package dev.fieldsync.scenarios.figures;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * Something that a benchmark should show.
 *
 * @param text what, in words
 * @param bound how the figure has to compare
 * @param wanted the figure that it takes
 * @param measured the figure that was found
 * @param met whether it is met
 */
public record Goal(String text, Bound bound, double wanted, double measured, boolean met) {

  /** How a figure has to compare with what is wanted. */
  public enum Bound {
    /** It may be more. */
    AT_LEAST,
    /** It may be less. */
    AT_MOST,
    /** It has to be 0. */
    NONE,
    /** It is no figure: 1 when something is so, and 0 when it is not. */
    HOLDS;

    /** Returns its name in JSON. */
    @JsonValue
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Makes a goal that a figure reaches a limit. */
  public static Goal atLeast(String text, double wanted, double measured) {
    return new Goal(text, Bound.AT_LEAST, wanted, measured, measured >= wanted);
  }

  /** Makes a goal that a count reaches a limit. */
  public static Goal atLeast(String text, long wanted, long measured) {
    return atLeast(text, (double) wanted, (double) measured);
  }

  /** Makes a goal that a figure stays within a limit. */
  public static Goal atMost(String text, double wanted, double measured) {
    return new Goal(text, Bound.AT_MOST, wanted, measured, measured <= wanted);
  }

  /** Makes a goal that a count stays within a limit. */
  public static Goal atMost(String text, long wanted, long measured) {
    return atMost(text, (double) wanted, (double) measured);
  }

  /** Makes a goal that something does not happen. */
  public static Goal none(String text, long measured) {
    return new Goal(text, Bound.NONE, 0, measured, measured == 0);
  }

  /** Makes a goal that something is so. */
  public static Goal holds(String text, boolean holds) {
    return new Goal(text, Bound.HOLDS, 1, holds ? 1 : 0, holds);
  }
}
