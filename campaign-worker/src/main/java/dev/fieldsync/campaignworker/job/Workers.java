package dev.fieldsync.campaignworker.job;

import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * The workers that are alive. A worker says so every few seconds, with one narrow row however many
 * jobs it has; once it has not for as long as its lease, its jobs go to others. The times are the
 * database's. Thread-safe.
 */
@Repository
public class Workers {

  private static final String REGISTER =
      """
      insert into fieldsync.campaign_worker (id, name, alive_until)
      values (nextval('fieldsync.campaign_token'), ?,
              clock_timestamp() + make_interval(secs => ?))
      returning id
      """;

  /** One that has lapsed stays so: its jobs may be on their way to others. */
  private static final String BEAT =
      """
      update fieldsync.campaign_worker
         set alive_until = clock_timestamp() + make_interval(secs => ?)
       where id = ?
         and alive_until > clock_timestamp()
      """;

  private static final String REMOVE =
      """
      delete from fieldsync.campaign_worker
       where id = ?
      """;

  private static final String FORGET =
      """
      delete from fieldsync.campaign_worker w
       where w.alive_until < clock_timestamp() - interval '1 minute'
         and not exists (select 1 from fieldsync.campaign_lease l where l.worker_id = w.id)
      """;

  private final JdbcTemplate jdbc;

  Workers(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Registers a worker.
   *
   * @param name for people
   * @param lease how long it is taken to be alive without saying so
   * @return its number, larger than every one before
   */
  public long register(String name, Duration lease) {
    List<Long> ids = jdbc.queryForList(REGISTER, Long.class, name, seconds(lease));
    return ids.get(0);
  }

  /**
   * Says that a worker is alive.
   *
   * @return false when its lease is over: it has lost its jobs, and has to stop what it does for
   *     them and to register anew
   */
  public boolean beat(long worker, Duration lease) {
    return jdbc.update(BEAT, seconds(lease), worker) == 1;
  }

  /** Signs a worker off; jobs that it still has go to others at the next rescue. */
  public void remove(long worker) {
    jdbc.update(REMOVE, worker);
  }

  /** Forgets workers that lapsed and have nothing left to be rescued; returns how many. */
  int forgetLapsed() {
    return jdbc.update(FORGET);
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1_000.0;
  }
}
