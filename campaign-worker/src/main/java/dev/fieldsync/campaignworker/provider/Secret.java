package dev.fieldsync.campaignworker.provider;

import java.util.regex.Pattern;

/** A key or a token that is never printed. Immutable. */
public final class Secret {

  private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7e]{1,8192}");

  private final String text;

  /**
   * Wraps a secret.
   *
   * @throws IllegalArgumentException when it cannot travel in a header; the message does not show
   *     it
   */
  public Secret(String text) {
    if (!PRINTABLE.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "A secret is empty, longer than 8192, or has a character other than visible ASCII.");
    }
    this.text = text;
  }

  /** Returns the secret itself, for a header or a body, nowhere else. */
  public String reveal() {
    return text;
  }

  /** Returns a text that somebody else wrote with the secret taken out. */
  public String hideIn(String foreign) {
    return foreign.replace(text, "(secret)");
  }

  @Override
  public String toString() {
    return "(secret)";
  }
}
