package dev.fieldsync.gateway.deadletter;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter as lists show it; what cannot be read of it is left out.
 *
 * @param kind {@code unreadable} or {@code unwritable}
 * @param reason why it was put aside
 * @param replayOf the dead letter whose replay it was
 * @param valueBytes how long the value is, in bytes; left out when there is none
 * @param excerpt how the value begins
 * @param decidedReason why it was dropped
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DeadLetterSummary(
    UUID deadLetterId,
    DeadLetterStatus status,
    String kind,
    String reason,
    @Nullable String organizationId,
    @Nullable UUID templateId,
    @Nullable UUID updateId,
    @Nullable String actor,
    @Nullable UUID replayOf,
    Origin origin,
    Instant receivedAt,
    @Nullable Integer valueBytes,
    @Nullable String excerpt,
    @Nullable String decidedBy,
    @Nullable Instant decidedAt,
    @Nullable String decidedReason) {

  /** Where the record stood, and when it was made. */
  record Origin(String topic, int partition, long offset, Instant at) {}
}
