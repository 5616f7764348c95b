package dev.fieldsync.campaignworker.provider;

import java.util.regex.Pattern;

/**
 * Names one step of one job for ever: the same in every attempt, so that a provider which heard of
 * it before can say so, and we can find it in the provider's logs. Immutable.
 *
 * @param job the job's id; letters, digits and {@code . _ -}, at most 100
 * @param step the step's name, likewise
 */
public record StepKey(String job, String step) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");

  /** Checks both parts, since they travel in headers. */
  public StepKey {
    if (!NAME.matcher(job).matches() || !NAME.matcher(step).matches()) {
      throw new IllegalArgumentException(
          "A job and a step are letters, digits and . _ - (1 to 100): " + job + ", " + step);
    }
  }

  /** Returns the key as it is sent. */
  public String value() {
    return job + ":" + step;
  }
}
