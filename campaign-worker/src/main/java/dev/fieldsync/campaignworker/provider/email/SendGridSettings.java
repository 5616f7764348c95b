package dev.fieldsync.campaignworker.provider.email;

import dev.fieldsync.campaignworker.provider.Secret;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * How SendGrid is reached.
 *
 * @param baseUrl without a path, {@code https://api.sendgrid.com}
 * @param apiKey a key that may send mails
 * @param from the sender's address, verified with SendGrid
 * @param fromName the sender's name, null for none
 */
public record SendGridSettings(
    URI baseUrl, Secret apiKey, String from, @Nullable String fromName) {}
