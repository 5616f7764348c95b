package dev.fieldsync.gateway.deadletter;

import dev.fieldsync.gateway.caller.Caller;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads {@code fieldsync.dead_letter} as far as a caller may see it. Thread-safe. */
@Repository
class DeadLetterTable {

  /** Each part comes out of an index in order and ends early; lists never touch the values. */
  private static final String SELECT_PAGE =
      """
      with newest as (
             (select id, received_at
                from fieldsync.dead_letter
               where organization_id = :organizationId%1$s
                 and (received_at, id) < (:before, :beforeId)
               order by received_at desc, id desc
               limit :limit)
              union all
             (select id, received_at
                from fieldsync.dead_letter
               where :operator and organization_id is null%1$s
                 and (received_at, id) < (:before, :beforeId)
               order by received_at desc, id desc
               limit :limit)
              order by received_at desc, id desc
              limit :limit)
      select %2$s
        from newest join fieldsync.dead_letter letter using (id)
       order by letter.received_at desc, id desc
      """;

  private static final String SELECT_PAGE_OF_ALL =
      SELECT_PAGE.formatted("", DeadLetterRows.SUMMARY_COLUMNS);

  private static final String SELECT_PAGE_OF_STATUS =
      SELECT_PAGE.formatted(" and status = :status", DeadLetterRows.SUMMARY_COLUMNS);

  private static final String SELECT_BY_ID =
      """
      select %s, exception_class, record_key, record_value, record_headers::text as record_headers
        from fieldsync.dead_letter letter
       where id = :id
         and (organization_id = :organizationId or (:operator and organization_id is null))
      """
          .formatted(DeadLetterRows.SUMMARY_COLUMNS);

  private static final String SELECT_HISTORY =
      """
      select action, actor, done_at, reason, update_id
        from (select * from fieldsync.dead_letter_action
               where dead_letter_id = :id order by id desc limit 100) latest
       order by id
      """;

  private static final String SELECT_REPLAYS =
      """
      select id from fieldsync.dead_letter
       where replay_of = :id order by received_at limit 100
      """;

  private static final String SELECT_NEWEST_UNREADABLE =
      """
      select %s
        from fieldsync.dead_letter letter
       where update_id = :updateId and organization_id = :organizationId and kind = 'unreadable'
       order by received_at desc
       limit 1
      """
          .formatted(DeadLetterRows.SUMMARY_COLUMNS);

  private final JdbcClient jdbc;

  DeadLetterTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Returns dead letters, newest first, from before a given one. */
  List<DeadLetterSummary> page(
      Caller caller, @Nullable DeadLetterStatus status, DeadLetterCursor before, int limit) {
    JdbcClient.StatementSpec page =
        jdbc.sql(status == null ? SELECT_PAGE_OF_ALL : SELECT_PAGE_OF_STATUS)
            .param("organizationId", caller.organizationId())
            .param("operator", caller.operator())
            .param("before", before.receivedAt().atOffset(ZoneOffset.UTC))
            .param("beforeId", before.id())
            .param("limit", limit);
    return (status == null ? page : page.param("status", status.code()))
        .query(DeadLetterRows::summary)
        .list();
  }

  Optional<DeadLetter> find(UUID id, Caller caller) {
    return jdbc.sql(SELECT_BY_ID)
        .param("id", id)
        .param("organizationId", caller.organizationId())
        .param("operator", caller.operator())
        .query(DeadLetterRows::letter)
        .optional()
        .map(letter -> letter.with(history(id), replays(id)));
  }

  /** Returns the newest dead letter of an update that no worker could read. */
  Optional<DeadLetterSummary> findUnreadable(UUID updateId, String organizationId) {
    return jdbc.sql(SELECT_NEWEST_UNREADABLE)
        .param("updateId", updateId)
        .param("organizationId", organizationId)
        .query(DeadLetterRows::summary)
        .optional();
  }

  private List<DeadLetter.Action> history(UUID id) {
    return jdbc.sql(SELECT_HISTORY).param("id", id).query(DeadLetterRows::action).list();
  }

  private List<UUID> replays(UUID id) {
    return jdbc.sql(SELECT_REPLAYS)
        .param("id", id)
        .query((row, number) -> row.getObject("id", UUID.class))
        .list();
  }
}
