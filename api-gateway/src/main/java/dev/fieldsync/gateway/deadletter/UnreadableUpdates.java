package dev.fieldsync.gateway.deadletter;

import dev.fieldsync.gateway.update.LostUpdate;
import dev.fieldsync.gateway.update.LostUpdates;
import dev.fieldsync.shared.update.UpdateProblem;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Tells the sender of an update that no worker could read where it is now. */
@Component
class UnreadableUpdates implements LostUpdates {

  private final DeadLetterTable table;

  UnreadableUpdates(DeadLetterTable table) {
    this.table = table;
  }

  @Override
  public Optional<LostUpdate> find(UUID updateId, String organizationId) {
    return table
        .findUnreadable(updateId, organizationId)
        .map(
            letter ->
                new LostUpdate(
                    updateId,
                    letter.templateId(),
                    organizationId,
                    letter.origin().at(),
                    letter.receivedAt(),
                    letter.status() == DeadLetterStatus.REPLAYED,
                    UpdateProblem.of(
                        "UpdateUnreadable",
                        HttpStatus.INTERNAL_SERVER_ERROR.value(),
                        detail(letter),
                        null)));
  }

  private static String detail(DeadLetterSummary letter) {
    String putAside =
        "No worker could read the update, so nothing was written; it was put aside as the dead letter "
            + letter.deadLetterId()
            + ", under which operators find it: GET /api/dead-letters/"
            + letter.deadLetterId()
            + ". ";
    return putAside
        + switch (letter.status()) {
          case WAITING -> "It can be replayed there by a version of Fieldsync that can read it.";
          case REPLAYED ->
              "It was replayed at %s by %s, and is not decided yet."
                  .formatted(letter.decidedAt(), letter.decidedBy());
          case DROPPED ->
              "It was dropped at %s by %s: %s"
                  .formatted(letter.decidedAt(), letter.decidedBy(), letter.decidedReason());
        };
  }
}
