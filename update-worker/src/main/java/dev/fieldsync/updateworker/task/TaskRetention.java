package dev.fieldsync.updateworker.task;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Removes tombstones and the records of operations that lie behind the horizon, in small
 * transactions. How far each owner's tombstones are gone is kept, so that a device that has not
 * seen them is told to begin again. Any number of workers may try; one at a time does it.
 */
@Component
class TaskRetention {

  private static final Logger log = LoggerFactory.getLogger(TaskRetention.class);

  private static final int ROWS_PER_TRANSACTION = 2_000;

  private static final String TRY_LOCK =
      "select pg_try_advisory_xact_lock(hashtext('fieldsync.task-retention'))";

  /** The owners first, as everywhere. */
  private static final String LOCK_OWNERS =
      """
      select 1
        from fieldsync.task_scope s
       where exists (select 1
                       from fieldsync.task t
                      where t.organization_id = s.organization_id
                        and t.owner = s.owner
                        and t.is_deleted
                        and t.changed_at < now() - make_interval(secs => ?))
       order by s.organization_id, s.owner
         for update of s
      """;

  private static final String DELETE_TOMBSTONES =
      """
      with gone as (
        delete from fieldsync.task
         where (organization_id, owner, id) in (
               select organization_id, owner, id
                 from fieldsync.task
                where is_deleted
                  and changed_at < now() - make_interval(secs => ?)
                order by changed_at
                limit ?)
        returning organization_id, owner, version),
      moved as (
        update fieldsync.task_scope s
           set horizon = greatest(s.horizon, last.version)
          from (select organization_id, owner, max(version) as version
                  from gone group by organization_id, owner) last
         where s.organization_id = last.organization_id
           and s.owner = last.owner)
      select count(*) from gone
      """;

  private static final String DELETE_OPERATIONS =
      """
      delete from fieldsync.task_operation
       where (organization_id, owner, id) in (
             select organization_id, owner, id
               from fieldsync.task_operation
              where decided_at < now() - make_interval(secs => ?)
              order by decided_at
              limit ?)
      """;

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final TaskProperties properties;

  TaskRetention(JdbcTemplate jdbc, TransactionTemplate transaction, TaskProperties properties) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.properties = properties;
  }

  @Scheduled(initialDelayString = "PT10M", fixedDelayString = "PT1H")
  void trim() {
    long removed = runOnce(properties.horizon());
    if (removed > 0) {
      log.atInfo()
          .addKeyValue("removed", removed)
          .log("Tombstones and operations of tasks were trimmed; looking again in an hour");
    }
  }

  /** Removes what is older, and returns how many rows that were. */
  long runOnce(Duration horizon) {
    long all = 0;
    long removed;
    do {
      removed = transaction.execute(status -> removeSome(horizon));
      all += removed;
    } while (removed >= ROWS_PER_TRANSACTION);
    return all;
  }

  private long removeSome(Duration horizon) {
    double seconds = horizon.toMillis() / 1000.0;
    if (!Boolean.TRUE.equals(jdbc.queryForObject(TRY_LOCK, Boolean.class))) {
      return 0;
    }
    jdbc.query(LOCK_OWNERS, row -> {}, seconds);
    Long tombstones =
        jdbc.queryForObject(DELETE_TOMBSTONES, Long.class, seconds, ROWS_PER_TRANSACTION);
    return (tombstones == null ? 0 : tombstones)
        + jdbc.update(DELETE_OPERATIONS, seconds, ROWS_PER_TRANSACTION);
  }
}
