package dev.fieldsync.fieldprocessor.processing;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is kept in {@code fieldsync.processed_template}.
 *
 * @param templateId the template
 * @param revision the number of the version that the derived values are right for, 0 for a legacy
 *     row without a history
 * @param version that version
 * @param derived the values that we wrote, as JSON
 */
record ProcessedVersion(UUID templateId, long revision, @Nullable String version, String derived) {}
