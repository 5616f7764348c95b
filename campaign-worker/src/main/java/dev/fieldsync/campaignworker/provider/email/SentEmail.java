package dev.fieldsync.campaignworker.provider.email;

import org.jspecify.annotations.Nullable;

/**
 * A mail that the provider took over.
 *
 * @param messageId the provider's name for it; null when it gave none
 */
public record SentEmail(@Nullable String messageId) {}
