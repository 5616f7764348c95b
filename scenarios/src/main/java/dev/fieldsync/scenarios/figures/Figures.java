package dev.fieldsync.scenarios.figures;

import java.util.Locale;

/** Figures as people read them. */
public final class Figures {

  private Figures() {}

  /** Returns a figure with about three digits; a whole one without decimals. */
  public static String number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e9) {
      return format("%.0f", value);
    }
    return format(value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f", value);
  }

  /**
   * Returns the median with the lowest and the highest.
   *
   * @param form the format of each, such as {@code %.2f}
   */
  public static String range(Spread spread, String form) {
    return format(
        form + " (" + form + "-" + form + ")", spread.median(), spread.lowest(), spread.highest());
  }

  /** Returns a goal with what was measured, without the end of the line. */
  public static String goal(Goal goal) {
    String verdict = goal.met() ? "PASS  " : "FAIL  ";
    String measured = goal.text() + ": " + number(goal.measured());
    return verdict
        + switch (goal.bound()) {
          case HOLDS -> goal.text();
          case NONE -> measured;
          case AT_LEAST -> measured + " (at least " + number(goal.wanted()) + ")";
          case AT_MOST -> measured + " (at most " + number(goal.wanted()) + ")";
        };
  }

  /** Formats as every country reads it. */
  public static String format(String form, Object... values) {
    return String.format(Locale.ROOT, form, values);
  }
}
