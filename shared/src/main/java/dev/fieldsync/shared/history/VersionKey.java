package dev.fieldsync.shared.history;

import java.util.UUID;

/**
 * Names one version of one template.
 *
 * @param templateId the template
 * @param version the version, ours or a legacy text
 */
public record VersionKey(UUID templateId, String version) {}
