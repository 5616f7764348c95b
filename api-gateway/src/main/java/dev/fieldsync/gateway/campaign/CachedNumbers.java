package dev.fieldsync.gateway.campaign;

import dev.fieldsync.campaigns.progress.CampaignProgress;
import dev.fieldsync.gateway.stats.CampaignNumbers;
import dev.fieldsync.shared.campaign.CampaignEvent;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Asks the database once a second at the most, however many ask. Thread-safe. */
@Component
class CachedNumbers implements CampaignNumbers {

  private static final Logger log = LoggerFactory.getLogger(CachedNumbers.class);
  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final String COUNT_CAMPAIGNS =
      """
      select status, count(*) as campaigns
        from fieldsync.campaign
       where status in ('preparing', 'scheduled', 'running', 'paused')
       group by status
      """;

  private static final String FIND_RUNNING =
      """
      select id
        from fieldsync.campaign
       where status = 'running'
       order by status_at desc
       limit 1000
      """;

  private static final String COUNT_WORKERS =
      "select count(*) from fieldsync.campaign_worker where alive_until > clock_timestamp()";

  private final JdbcTemplate jdbc;
  private final CampaignProgress progress;
  private final ReentrantLock oneAtATime = new ReentrantLock();

  /** Guarded by the lock, as when it was asked for. */
  private @Nullable Campaigns latest;

  private long askedAt = System.nanoTime() - FRESH_NANOS;

  CachedNumbers(JdbcTemplate jdbc, CampaignProgress progress) {
    this.jdbc = jdbc;
    this.progress = progress;
  }

  @Override
  public @Nullable Campaigns current() {
    oneAtATime.lock();
    try {
      if (System.nanoTime() - askedAt >= FRESH_NANOS) {
        latest = ask();
        askedAt = System.nanoTime();
      }
      return latest;
    } finally {
      oneAtATime.unlock();
    }
  }

  private @Nullable Campaigns ask() {
    try {
      Map<String, Long> byStatus = new HashMap<>();
      jdbc.query(
          COUNT_CAMPAIGNS,
          row -> {
            byStatus.put(row.getString("status"), row.getLong("campaigns"));
          });
      Collection<CampaignEvent> running =
          progress.of(jdbc.queryForList(FIND_RUNNING, UUID.class)).values();
      Long workers = jdbc.queryForObject(COUNT_WORKERS, Long.class);
      return new Campaigns(
          byStatus.getOrDefault("preparing", 0L),
          byStatus.getOrDefault("scheduled", 0L),
          byStatus.getOrDefault("running", 0L),
          byStatus.getOrDefault("paused", 0L),
          jobs(running, "ready"),
          jobs(running, "waiting"),
          jobs(running, "dead"),
          running.stream().mapToDouble(CachedNumbers::stepsPerSecond).sum(),
          workers == null ? 0 : workers);
    } catch (DataAccessException e) {
      log.atDebug().setCause(e).log("What the campaigns are at is not known");
      return null;
    }
  }

  private static long jobs(Collection<CampaignEvent> campaigns, String state) {
    return campaigns.stream()
        .flatMap(each -> each.counts().stream())
        .filter(count -> count.state().equals(state))
        .mapToLong(CampaignEvent.Count::jobs)
        .sum();
  }

  private static double stepsPerSecond(CampaignEvent campaign) {
    Double pace = campaign.stepsPerSecond();
    return pace == null ? 0 : pace;
  }
}
