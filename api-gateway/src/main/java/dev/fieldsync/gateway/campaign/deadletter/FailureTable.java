package dev.fieldsync.gateway.campaign.deadletter;

import dev.fieldsync.campaigns.deadletter.DeadLetters.Failure;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The failed attempts of many jobs at once. Thread-safe. */
@Repository
class FailureTable {

  private static final String FIND =
      """
      select f.job_id, f.step, f.attempt, f.kind, f.reason, f.worker_id, f.failed_at
        from unnest(?::bigint[]) as j (id)
       cross join lateral (
             select *
               from fieldsync.campaign_failure
              where job_id = j.id
              order by id desc
              limit ?) f
       order by f.job_id, f.id desc
      """;

  private final JdbcTemplate jdbc;

  FailureTable(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Returns the newest failed attempts of each job, by job. */
  Map<Long, List<Failure>> of(Collection<Long> jobIds, int each) {
    Map<Long, List<Failure>> failures = new HashMap<>();
    jdbc.query(
        FIND,
        row -> {
          failures
              .computeIfAbsent(row.getLong("job_id"), id -> new ArrayList<>())
              .add(
                  new Failure(
                      row.getString("step"),
                      row.getInt("attempt"),
                      row.getString("kind"),
                      row.getString("reason"),
                      row.getLong("worker_id"),
                      row.getObject("failed_at", OffsetDateTime.class).toInstant()));
        },
        jobIds.toArray(Long[]::new),
        each);
    return failures;
  }
}
