/**
 * The records that travel: an {@link dev.fieldsync.shared.update.UpdateRequest} from the gateway to
 * the workers, a {@link dev.fieldsync.shared.update.TemplateEvent} from a worker to every gateway.
 * Both are JSON with a {@code schemaVersion} and keyed by template id.
 */
@NullMarked
package dev.fieldsync.shared.update;

import org.jspecify.annotations.NullMarked;
