package dev.fieldsync.campaigns.campaign;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * Lets people pause, resume and cancel campaigns. Each is one statement on the campaign's row,
 * which every claim looks at: no queued job is begun after it. Thread-safe.
 *
 * <p>Every method returns the status afterwards, empty when the organization has no such campaign;
 * one that is not what was asked for says that it was not possible.
 */
@Repository
public class CampaignStatuses {

  private static final String PAUSE =
      """
      with changed as (
             update fieldsync.campaign
                set status = 'paused', status_by = ?, status_at = clock_timestamp()
              where id = ? and organization_id = ?
                and status in ('scheduled', 'running')
             returning status)
      select coalesce((select status from changed), c.status)
        from fieldsync.campaign c
       where id = ? and organization_id = ?
      """;

  private static final String RESUME =
      """
      with changed as (
             update fieldsync.campaign
                set status = case when starts_at > ? then 'scheduled' else 'running' end,
                    revision = revision + 1, status_by = ?, status_at = clock_timestamp()
              where id = ? and organization_id = ?
                and status = 'paused'
             returning status)
      select coalesce((select status from changed), c.status)
        from fieldsync.campaign c
       where id = ? and organization_id = ?
      """;

  /** Whoever runs its query finds it gone. */
  private static final String CANCEL =
      """
      with changed as (
             update fieldsync.campaign
                set status = 'cancelled', finished_at = clock_timestamp(),
                    status_by = ?, status_at = clock_timestamp()
              where id = ? and organization_id = ?
                and status in ('preparing', 'scheduled', 'running', 'paused')
             returning id, status),
           unasked as (
             delete from fieldsync.campaign_audience_query
              where campaign_id in (select id from changed))
      select coalesce((select status from changed), c.status)
        from fieldsync.campaign c
       where id = ? and organization_id = ?
      """;

  private final JdbcTemplate jdbc;
  private final Clock clock;

  CampaignStatuses(JdbcTemplate jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Lets nothing new be begun, until it is resumed. */
  public Optional<CampaignStatus> pause(String organizationId, UUID id, String by) {
    return change(PAUSE, by, id, organizationId, id, organizationId);
  }

  /** Lets it go on, or wait for its start. */
  public Optional<CampaignStatus> resume(String organizationId, UUID id, String by) {
    OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
    return change(RESUME, now, by, id, organizationId, id, organizationId);
  }

  /** Ends it for good; its queued and waiting jobs are put away soon after. */
  public Optional<CampaignStatus> cancel(String organizationId, UUID id, String by) {
    return change(CANCEL, by, id, organizationId, id, organizationId);
  }

  private Optional<CampaignStatus> change(String sql, Object... parameters) {
    return jdbc.queryForList(sql, String.class, parameters).stream()
        .findFirst()
        .map(CampaignStatus::of);
  }
}
