/**
 * The records that travel: an {@link dev.fieldsync.shared.update.UpdateRequest} from the gateway to
 * the workers, a {@link dev.fieldsync.shared.update.TemplateEvent} from a worker to every gateway,
 * and beside it, for people who watch, the other kinds of {@link
 * dev.fieldsync.shared.update.TemplateLogRecord}. All are JSON with a {@code schemaVersion}; those
 * of one template are in one partition.
 */
@NullMarked
package dev.fieldsync.shared.update;

import org.jspecify.annotations.NullMarked;
