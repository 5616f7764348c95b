package dev.fieldsync.campaignworker.job;

import dev.fieldsync.campaigns.audience.EmailAddress;
import dev.fieldsync.campaigns.campaign.CampaignPlan;
import dev.fieldsync.campaigns.campaign.CampaignPlans;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Wakes jobs that wait: when their time has come, and when a reply comes before. A woken job is in
 * the queue, still at the step that it waited at or is to be tried again; whoever claims it sees
 * whether there is a reply. Thread-safe.
 */
@Repository
public class WakeJobs {

  /** Who holds a row that is due, or its job, is moving it; it is left alone. */
  private static final String WAKE_DUE =
      """
      with due as materialized (
             select w.job_id
               from fieldsync.campaign_waiting w
               join fieldsync.campaign_job j on j.id = w.job_id
              where w.due_at <= ?
              order by w.due_at
              limit ?
                for update skip locked),
           woken as (
             delete from fieldsync.campaign_waiting w
              where w.job_id = any (array(select job_id from due))
             returning w.job_id),
           moved as (
             update fieldsync.campaign_job j
                set state = 'ready'
               from woken
              where j.id = woken.job_id
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
              cross join (values ('waiting', -1), ('ready', 1)) as change (state, sign)
              group by campaign_id, step, change.state, change.sign)
      select count(*) from moved
      """;

  /**
   * Of two replies the second one finds what the first has done. Only jobs that are done together
   * do not wait for this ({@link DoneTogether}); they are claimed, so no reply could wake them.
   */
  private static final String LOCK =
      """
      select j.id, j.step, case when d.jobs is null then j.state else 'done' end as state, j.reply_id
        from fieldsync.campaign_job j
        left join fieldsync.campaign_done d on d.span @> j.id and d.jobs @> j.id
       where j.campaign_id = ?
         and j.%s = ?
         for update of j
      """;

  private static final String LOCK_BY_ID = LOCK.formatted("id");

  private static final String LOCK_BY_ADDRESS = LOCK.formatted("address");

  private static final String FIND_WAIT =
      """
      select exists (
             select 1
               from fieldsync.campaign_waiting
              where job_id = ?
                and waits_for = 'reply')
      """;

  private static final String ACCEPT =
      """
      insert into fieldsync.campaign_reply (id, job_id, content, fate)
      values (?, ?, ?, ?)
          on conflict (id) do nothing
      """;

  private static final String KEEP =
      """
      update fieldsync.campaign_job
         set reply_id = ?
       where id = ?
      """;

  private static final String WAKE =
      """
      with woken as (
             delete from fieldsync.campaign_waiting
              where job_id = ?
             returning job_id),
           moved as (
             update fieldsync.campaign_job j
                set state = 'ready', reply_id = ?
               from woken
              where j.id = woken.job_id
             returning j.id, j.campaign_id, j.step),
           counted as (
             insert into fieldsync.campaign_count_change (campaign_id, step, state, jobs)
             select campaign_id, step, change.state, change.jobs
               from moved
              cross join (values ('waiting', -1), ('ready', 1)) as change (state, jobs))
      insert into fieldsync.campaign_queue (campaign_id, jobs)
      select campaign_id, array[id]
        from moved
      """;

  private static final RowMapper<Found> FOUND =
      (row, number) ->
          new Found(
              row.getLong("id"),
              row.getString("step"),
              row.getString("state"),
              row.getString("reply_id") != null);

  private final JdbcTemplate jdbc;
  private final TransactionOperations transaction;
  private final CampaignPlans plans;
  private final Clock clock;

  WakeJobs(JdbcTemplate jdbc, TransactionOperations transaction, CampaignPlans plans, Clock clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.plans = plans;
    this.clock = clock;
  }

  private record Found(long id, String step, String state, boolean hasReply) {}

  /**
   * Puts jobs whose time has come into the queue, those that are due longest first.
   *
   * @param jobs at most so many
   * @return how many; as many as allowed means that there may be more
   */
  public int wakeDue(int jobs) {
    List<Integer> counts =
        jdbc.queryForList(WAKE_DUE, Integer.class, clock.instant().atOffset(ZoneOffset.UTC), jobs);
    return counts.get(0);
  }

  /**
   * Takes a reply, once: it wakes its job, or is kept until the job waits for one. Calling again
   * with the same id changes nothing.
   */
  public Reply.Fate wake(Reply reply) {
    return transaction.execute(
        open -> find(reply).map(job -> take(reply, job)).orElse(Reply.Fate.UNKNOWN));
  }

  private Optional<Found> find(Reply reply) {
    Long jobId = reply.jobId();
    if (jobId != null) {
      return jdbc.query(LOCK_BY_ID, FOUND, reply.campaignId(), jobId).stream().findFirst();
    }
    return normalized(String.valueOf(reply.address()))
        .flatMap(
            address ->
                jdbc.query(LOCK_BY_ADDRESS, FOUND, reply.campaignId(), address).stream()
                    .findFirst());
  }

  private static Optional<String> normalized(String address) {
    try {
      return Optional.of(EmailAddress.of(address).normalized());
    } catch (IllegalArgumentException e) {
      // Nobody was written to at what is no address.
      return Optional.empty();
    }
  }

  private Reply.Fate take(Reply reply, Found job) {
    Reply.Fate fate = fate(reply.campaignId(), job);
    String content = reply.content().replace('\u0000', ' ');
    String code = fate.name().toLowerCase(Locale.ROOT);
    if (jdbc.update(ACCEPT, reply.id(), job.id(), content, code) == 0) {
      return Reply.Fate.DUPLICATE;
    }
    if (fate == Reply.Fate.WOKE) {
      jdbc.update(WAKE, job.id(), reply.id());
    } else if (fate == Reply.Fate.KEPT) {
      jdbc.update(KEEP, reply.id(), job.id());
    }
    return fate;
  }

  private Reply.Fate fate(UUID campaignId, Found job) {
    if (job.hasReply()) {
      return Reply.Fate.EXTRA;
    }
    if (Boolean.TRUE.equals(jdbc.queryForObject(FIND_WAIT, Boolean.class, job.id()))) {
      return Reply.Fate.WOKE;
    }
    CampaignPlan plan = plans.of(List.of(campaignId)).get(campaignId);
    boolean goesOn = List.of("ready", "waiting", "dead").contains(job.state());
    return goesOn && plan != null && plan.workflow().canWaitFrom(job.step())
        ? Reply.Fate.KEPT
        : Reply.Fate.LATE;
  }
}
