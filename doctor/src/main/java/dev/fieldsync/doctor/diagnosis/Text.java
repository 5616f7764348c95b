package dev.fieldsync.doctor.diagnosis;

import java.util.Locale;

/** Numbers as people read them in a sentence. */
final class Text {

  private Text() {}

  /** Formats as every country reads it. */
  static String of(String form, Object... values) {
    return String.format(Locale.ROOT, form, values);
  }

  /** A duration with about three digits. */
  static String seconds(double seconds) {
    return seconds < 1 ? of("%.0f ms", seconds * 1000) : of("%.1f s", seconds);
  }

  /** A number with about two digits. */
  static String number(double value) {
    return value >= 10 || value == Math.rint(value) ? of("%.0f", value) : of("%.1f", value);
  }

  static String percent(double share) {
    return of("%.0f %%", share * 100);
  }
}
