package dev.fieldsync.campaignworker.provider;

/** Puts what a provider said into a reason that fits a log line and a column. */
public final class ProviderText {

  private static final int MAX = 500;

  private ProviderText() {}

  /**
   * Returns why a provider refused.
   *
   * @param said the provider's own words, may be empty; without secrets
   */
  public static String refusal(String provider, int status, String said) {
    String words = said.replaceAll("\\p{Cntrl}+", " ").strip();
    String whole = provider + " answered " + status + (words.isEmpty() ? "" : ": " + words);
    return whole.length() <= MAX ? whole : whole.substring(0, MAX) + "...";
  }
}
