package dev.fieldsync.gateway.update;

import dev.fieldsync.shared.update.UpdateProblem;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An update that was accepted, and then put aside without a decision.
 *
 * @param updateId the update
 * @param templateId the template, {@code null} when it cannot be read
 * @param organizationId whose it is
 * @param acceptedAt when it came into the log
 * @param putAsideAt when it was put aside
 * @param replayed whether it was sent again, so that it may be decided yet
 * @param problem why, and where it is now
 */
public record LostUpdate(
    UUID updateId,
    @Nullable UUID templateId,
    String organizationId,
    Instant acceptedAt,
    Instant putAsideAt,
    boolean replayed,
    UpdateProblem problem) {}
