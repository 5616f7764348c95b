package dev.fieldsync.campaigns.deadletter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * The jobs of a campaign that are not tried any more: listed with what went wrong, and replayed or
 * dropped by people. Thread-safe. Who may ask is checked before.
 */
@Repository
public class DeadLetters {

  private static final int SLICE = 1_000;

  private static final String LIST =
      """
      select d.job_id, coalesce(j.spelling, j.address) as address, d.step, d.kind, d.reason,
             d.died_at
        from fieldsync.campaign_dead_letter d
        join fieldsync.campaign_job j on j.id = d.job_id
       where d.campaign_id = ?
         and (d.died_at, d.job_id) < (?, ?)
       order by d.died_at desc, d.job_id desc
       limit ?
      """;

  private static final String LIST_FAILURES =
      """
      select step, attempt, kind, reason, worker_id, failed_at
        from fieldsync.campaign_failure
       where job_id = ?
       order by id desc
       limit ?
      """;

  /** In the same transaction, so that the campaign is not ended while jobs come back. */
  private static final String REPLAY =
      """
      with open as materialized (
             update fieldsync.campaign
                set revision = revision + 1,
                    status = case when status = 'done' then 'running' else status end,
                    finished_at = null
              where id = ?
                and status <> 'cancelled'
             returning id),
           back as materialized (
             select d.job_id
               from open
               join fieldsync.campaign_dead_letter d on d.campaign_id = open.id
               join fieldsync.campaign_job j on j.id = d.job_id
              where (?::bigint[] is null or d.job_id = any (?::bigint[]))
                and d.died_at <= ?
              order by d.died_at, d.job_id
              limit ?
                for update of d, j skip locked),
           gone as (
             delete from fieldsync.campaign_dead_letter d
              using back
              where d.job_id = back.job_id),
           moved as (
             update fieldsync.campaign_job j
                set state = 'ready', attempt = 0, lapses = 0
               from back
              where j.id = back.job_id
             returning j.id, j.campaign_id, j.step),
           queued as (
             insert into fieldsync.campaign_queue (campaign_id, jobs)
             select campaign_id, fieldsync.in_chunks(array_agg(id order by id))
               from moved
              group by campaign_id),
           counted as (
             insert into fieldsync.campaign_count_change (campaign_id, step, state, jobs)
             select campaign_id, step, change.state, change.sign * count(*)
               from moved
              cross join (values ('dead', -1), ('ready', 1)) as change (state, sign)
              group by campaign_id, step, change.state, change.sign)
      select count(*) from moved
      """;

  private static final String DROP =
      """
      with gone as materialized (
             select d.job_id
               from fieldsync.campaign_dead_letter d
               join fieldsync.campaign_job j on j.id = d.job_id
              where d.campaign_id = ?
                and (?::bigint[] is null or d.job_id = any (?::bigint[]))
                and d.died_at <= ?
              order by d.died_at, d.job_id
              limit ?
                for update of d, j skip locked),
           deleted as (
             delete from fieldsync.campaign_dead_letter d
              using gone
              where d.job_id = gone.job_id),
           moved as (
             update fieldsync.campaign_job j
                set state = 'dropped'
               from gone
              where j.id = gone.job_id
             returning j.campaign_id, j.step),
           counted as (
             insert into fieldsync.campaign_count_change (campaign_id, step, state, jobs)
             select campaign_id, step, change.state, change.sign * count(*)
               from moved
              cross join (values ('dead', -1), ('dropped', 1)) as change (state, sign)
              group by campaign_id, step, change.state, change.sign)
      select count(*) from moved
      """;

  private static final String NOW =
      """
      select clock_timestamp()
      """;

  private final JdbcTemplate jdbc;

  DeadLetters(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A job that is not tried any more.
   *
   * @param jobId the job
   * @param address whom it was for
   * @param step the step that it is at
   * @param kind {@code permanent}: would fail again, {@code exhausted}: out of attempts, {@code
   *     lapsed}: lost its worker too often, {@code looping}: too many steps
   * @param reason what went wrong last
   * @param diedAt since when
   */
  public record DeadLetter(
      long jobId, String address, String step, String kind, String reason, Instant diedAt) {}

  /**
   * One attempt that failed.
   *
   * @param step at which step
   * @param attempt the how manieth, counted from 1 and anew after a replay
   * @param kind {@code transient}, {@code permanent} or {@code lapsed}: its worker was lost
   * @param reason what went wrong
   * @param worker the number of the worker
   * @param failedAt when
   */
  public record Failure(
      String step, int attempt, String kind, String reason, long worker, Instant failedAt) {}

  /**
   * Returns the newest dead letters of a campaign.
   *
   * @param before the last one of the page before, {@code null} for the first page
   * @param limit at most so many
   */
  public List<DeadLetter> list(UUID campaignId, @Nullable DeadLetter before, int limit) {
    OffsetDateTime diedAt =
        before == null ? OffsetDateTime.MAX : before.diedAt().atOffset(ZoneOffset.UTC);
    long jobId = before == null ? Long.MAX_VALUE : before.jobId();
    return jdbc.query(LIST, (row, number) -> letter(row), campaignId, diedAt, jobId, limit);
  }

  /** Returns a job's failed attempts, the newest first, at most so many. */
  public List<Failure> failures(long jobId, int limit) {
    return jdbc.query(LIST_FAILURES, (row, number) -> failure(row), jobId, limit);
  }

  /**
   * Tries these jobs again, all attempts theirs; returns how many, of a cancelled campaign none.
   */
  public int replay(UUID campaignId, List<Long> jobIds) {
    return run(REPLAY, campaignId, jobIds);
  }

  /** Tries all again that are dead by now; returns how many. */
  public int replayAll(UUID campaignId) {
    return run(REPLAY, campaignId, null);
  }

  /** Gives these jobs up for good; returns how many. */
  public int drop(UUID campaignId, List<Long> jobIds) {
    return run(DROP, campaignId, jobIds);
  }

  /** Gives all up that are dead by now; returns how many. */
  public int dropAll(UUID campaignId) {
    return run(DROP, campaignId, null);
  }

  private int run(String sql, UUID campaignId, @Nullable List<Long> jobIds) {
    Long[] ids = jobIds == null ? null : jobIds.toArray(Long[]::new);
    OffsetDateTime now = jdbc.queryForList(NOW, OffsetDateTime.class).get(0);
    int total = 0;
    int moved;
    do {
      moved = jdbc.queryForList(sql, Integer.class, campaignId, ids, ids, now, SLICE).get(0);
      total += moved;
    } while (moved == SLICE);
    return total;
  }

  private static DeadLetter letter(ResultSet row) throws SQLException {
    return new DeadLetter(
        row.getLong("job_id"),
        row.getString("address"),
        row.getString("step"),
        row.getString("kind"),
        row.getString("reason"),
        row.getObject("died_at", OffsetDateTime.class).toInstant());
  }

  private static Failure failure(ResultSet row) throws SQLException {
    return new Failure(
        row.getString("step"),
        row.getInt("attempt"),
        row.getString("kind"),
        row.getString("reason"),
        row.getLong("worker_id"),
        row.getObject("failed_at", OffsetDateTime.class).toInstant());
  }
}
