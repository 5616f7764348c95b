package dev.fieldsync.campaignworker.provider.email;

import dev.fieldsync.campaignworker.provider.StepKey;
import org.jspecify.annotations.Nullable;

/**
 * A mail to one person. Immutable.
 *
 * @param key the step of the job that sends it
 * @param to the address; the provider says whether it is one
 * @param replyTo where a reply goes, {@code null} for the sender
 * @param subject not empty
 * @param body plain text, not empty
 */
public record Email(StepKey key, String to, @Nullable String replyTo, String subject, String body) {

  /** Names the step alone: addresses and texts do not belong in logs. */
  @Override
  public String toString() {
    return "Email[" + key.value() + "]";
  }
}
