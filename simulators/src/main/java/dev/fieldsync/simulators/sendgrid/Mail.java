package dev.fieldsync.simulators.sendgrid;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A mail that was delivered.
 *
 * @param messageId as in the answer's {@code X-Message-Id}
 * @param key the idempotency key it was sent with
 * @param replyTo where a reply goes, {@code null} for the sender
 * @param customArgs SendGrid's {@code custom_args}
 * @param headers of the mail itself
 */
public record Mail(
    String messageId,
    @Nullable String key,
    String from,
    String to,
    @Nullable String replyTo,
    String subject,
    String body,
    Map<String, String> customArgs,
    Map<String, String> headers) {

  /** Copies the maps. */
  public Mail {
    customArgs = Map.copyOf(customArgs);
    headers = Map.copyOf(headers);
  }
}
