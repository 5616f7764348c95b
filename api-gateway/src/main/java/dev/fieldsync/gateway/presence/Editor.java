package dev.fieldsync.gateway.presence;

import java.time.Instant;
import java.util.UUID;

/**
 * A window in which somebody edits.
 *
 * @param editorId the window's own name
 * @param since when it said so first, by the database's clock
 */
record Editor(UUID editorId, String actor, Instant since) {}
