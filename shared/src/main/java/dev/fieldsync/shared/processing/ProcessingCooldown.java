package dev.fieldsync.shared.processing;

import java.time.Duration;

/**
 * How long a template is left alone after its last user update. Those who ask for processing and
 * those who do it agree on it.
 *
 * @param duration 0 to 24 hours
 */
public record ProcessingCooldown(Duration duration) {

  private static final Duration MAX = Duration.ofHours(24);

  /** Checks the range. */
  public ProcessingCooldown {
    if (duration.isNegative() || duration.compareTo(MAX) > 0) {
      throw new IllegalArgumentException("fieldsync.processing.cooldown must be 0 to 24h");
    }
  }
}
