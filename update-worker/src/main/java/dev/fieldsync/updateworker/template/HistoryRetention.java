package dev.fieldsync.updateworker.template;

import dev.fieldsync.updateworker.template.WorkerProperties.History;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Removes revisions and refused updates that are older than the retention setting, if there is one.
 * What remains of a template begins with a whole document, so that every version that is still
 * listed can be read; the newest whole document always stays. Any number of workers may try; one at
 * a time does it, in small transactions.
 */
@Component
class HistoryRetention {

  private static final Logger log = LoggerFactory.getLogger(HistoryRetention.class);

  private static final int TEMPLATES_PER_PAGE = 200;
  private static final int ROWS_PER_TRANSACTION = 2_000;
  private static final UUID LOWEST = new UUID(0, 0);

  /** Of each template the newest whole document that is older than the retention. */
  private static final String SELECT_FIRST_KEPT =
      """
      select template_id, max(revision) as first_kept
        from fieldsync.template_update
       where base is not null
         and template_id > ?
         and decided_at < now() - make_interval(secs => ?)
       group by template_id
       order by template_id
       limit ?
      """;

  private static final String TRY_LOCK =
      "select pg_try_advisory_xact_lock(hashtext('fieldsync.history-retention'))";

  private static final String DELETE_REVISIONS =
      """
      delete from fieldsync.template_update
       where update_id in (
             select u.update_id
               from unnest(?::uuid[], ?::bigint[]) as kept (template_id, first_kept)
               join fieldsync.template_update u
                 on u.template_id = kept.template_id
                and u.revision < kept.first_kept
              limit ?)
      """;

  private static final String DELETE_REFUSED =
      """
      delete from fieldsync.template_update
       where update_id in (
             select update_id
               from fieldsync.template_update
              where revision is null
                and decided_at < now() - make_interval(secs => ?)
              limit ?)
      """;

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final History settings;

  HistoryRetention(
      JdbcTemplate jdbc, TransactionTemplate transaction, WorkerProperties properties) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.settings = properties.history();
  }

  /** Does nothing unless a retention is set. */
  @Scheduled(initialDelayString = "PT5M", fixedDelayString = "PT1H")
  void maybeTrim() {
    Duration retention = settings.retention();
    if (retention != null) {
      long removed = runOnce(retention);
      log.atInfo()
          .addKeyValue("removed", removed)
          .addKeyValue("retention", retention)
          .log("The history of templates was trimmed; looking again in an hour");
    }
  }

  /** Removes all that may go and returns how many rows that were. */
  long runOnce(Duration retention) {
    long removed = 0;
    UUID after = LOWEST;
    for (List<FirstKept> page = page(after, retention);
        !page.isEmpty();
        page = page(after, retention)) {
      removed += untilNone(DELETE_REVISIONS, page);
      after = page.get(page.size() - 1).templateId();
    }
    return removed + untilNone(DELETE_REFUSED, retention);
  }

  private record FirstKept(UUID templateId, long revision) {}

  private List<FirstKept> page(UUID after, Duration retention) {
    return jdbc.query(
        SELECT_FIRST_KEPT,
        (row, number) ->
            new FirstKept(row.getObject("template_id", UUID.class), row.getLong("first_kept")),
        after,
        retention.toSeconds(),
        TEMPLATES_PER_PAGE);
  }

  private long untilNone(String sql, List<FirstKept> page) {
    return untilNone(
        () ->
            jdbc.update(
                sql,
                statement -> {
                  List<Object> ids = new ArrayList<>();
                  List<Object> revisions = new ArrayList<>();
                  page.forEach(
                      kept -> {
                        ids.add(kept.templateId());
                        revisions.add(kept.revision());
                      });
                  statement.setArray(
                      1, statement.getConnection().createArrayOf("uuid", ids.toArray()));
                  statement.setArray(
                      2, statement.getConnection().createArrayOf("bigint", revisions.toArray()));
                  statement.setInt(3, ROWS_PER_TRANSACTION);
                }));
  }

  private long untilNone(String sql, Duration retention) {
    return untilNone(() -> jdbc.update(sql, retention.toSeconds(), ROWS_PER_TRANSACTION));
  }

  private interface Deletion {
    int run();
  }

  /** Another worker that holds the lock does it all by itself. */
  private long untilNone(Deletion deletion) {
    long removed = 0;
    int last;
    do {
      last =
          transaction.execute(
              status ->
                  Boolean.TRUE.equals(jdbc.queryForObject(TRY_LOCK, Boolean.class))
                      ? deletion.run()
                      : 0);
      removed += last;
    } while (last == ROWS_PER_TRANSACTION);
    return removed;
  }
}
