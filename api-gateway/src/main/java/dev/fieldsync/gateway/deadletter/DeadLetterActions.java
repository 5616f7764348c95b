package dev.fieldsync.gateway.deadletter;

import dev.fieldsync.gateway.caller.Caller;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Writes down what people decide; each statement is atomic. Thread-safe. */
@Repository
class DeadLetterActions {

  /** Also over a drop that came meanwhile: the record is in the log, and that is what counts. */
  private static final String MARK_REPLAYED =
      """
      with marked as (
             update fieldsync.dead_letter
                set status = 'replayed', decided_by = :actor, decided_at = now(),
                    decided_reason = null
              where id = :id
          returning id)
      insert into fieldsync.dead_letter_action (dead_letter_id, action, actor, update_id)
      select id, 'replayed', :actor, :updateId::uuid from marked
      """;

  /** Only what waits can be dropped, whoever is faster. */
  private static final String DROP =
      """
      with dropped as (
             update fieldsync.dead_letter
                set status = 'dropped', decided_by = :actor, decided_at = now(),
                    decided_reason = :reason
              where id = :id and status = 'waiting'
          returning id)
      insert into fieldsync.dead_letter_action (dead_letter_id, action, actor, reason)
      select id, 'dropped', :actor, :reason from dropped
      """;

  private final JdbcClient jdbc;

  DeadLetterActions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Notes that a dead letter is in the log again, as the given update if it could be read. */
  void markReplayed(UUID id, Caller caller, @Nullable UUID updateId) {
    jdbc.sql(MARK_REPLAYED)
        .param("id", id)
        .param("actor", caller.actor())
        .param("updateId", updateId)
        .update();
  }

  /** Drops a dead letter that waits; one that does not stays as it is. */
  void drop(UUID id, Caller caller, String reason) {
    jdbc.sql(DROP).param("id", id).param("actor", caller.actor()).param("reason", reason).update();
  }
}
