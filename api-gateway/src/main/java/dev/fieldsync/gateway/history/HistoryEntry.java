package dev.fieldsync.gateway.history;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One version in the history of a template, as people see it.
 *
 * @param revision how many changes had been applied with it
 * @param version the version
 * @param previousVersion the version it was made of, {@code null} for the first
 * @param updateId the update that made it
 * @param actor who sent the update
 * @param source what kind of change it was: {@code user}, {@code background} or {@code rollback}
 * @param operation what was asked for
 * @param at when it was written (database clock)
 * @param patchFormat how to read the patch: {@code merge-patch} or {@code json-patch}
 * @param patch what led from the version before to this one, JSON text
 * @param changedPaths JSON Pointers of what changed, JSON text
 * @param conflicts what both sides of a three-way merge had changed, JSON text
 */
record HistoryEntry(
    long revision,
    String version,
    @Nullable String previousVersion,
    UUID updateId,
    String actor,
    String source,
    String operation,
    Instant at,
    String patchFormat,
    @JsonRawValue String patch,
    @JsonRawValue String changedPaths,
    @JsonRawValue String conflicts) {}
