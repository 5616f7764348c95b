package dev.fieldsync.fieldprocessor.backfill;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A running backfill that has not queued all templates yet.
 *
 * @param id the backfill
 * @param organizationId whose templates it runs over, {@code null} for all
 * @param queuedUpTo templates up to this id are queued
 * @param templatesPerSecond how fast it may go
 * @param secondsSinceFed how long ago it was fed
 * @param waiting how many of its templates wait in the queue
 */
record Backfill(
    UUID id,
    @Nullable String organizationId,
    UUID queuedUpTo,
    int templatesPerSecond,
    double secondsSinceFed,
    long waiting) {}
