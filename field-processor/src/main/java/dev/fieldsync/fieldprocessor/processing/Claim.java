package dev.fieldsync.fieldprocessor.processing;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A work row that this processor may work on until the lease is over.
 *
 * @param templateId the template
 * @param organizationId whose it is, as far as whoever asked knew
 * @param number the fencing token: only under it can the row be written or ended
 * @param revision the newest version that an edit had told of then, 0 when none had
 * @param dueAt when it was due
 * @param isBackfill whether nobody but a backfill asked for it
 * @param requestIds persons' requests that wait for the outcome
 * @param adopt whether derived keys of unknown origin are to be replaced
 * @param writtenByRun a version that is committed and perhaps not published, {@code null} for none
 * @param failures how often it has failed in a row
 * @param storedBytes roughly how much room the template takes in the database, 0 when it is gone
 */
record Claim(
    UUID templateId,
    String organizationId,
    long number,
    long revision,
    Instant dueAt,
    boolean isBackfill,
    List<UUID> requestIds,
    boolean adopt,
    @Nullable UUID writtenByRun,
    int failures,
    long storedBytes) {}
