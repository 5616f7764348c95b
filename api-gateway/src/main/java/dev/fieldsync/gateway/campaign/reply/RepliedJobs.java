package dev.fieldsync.gateway.campaign.reply;

import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Knows whom campaigns have written to. Thread-safe. */
@Repository
class RepliedJobs {

  private static final String HAS_ID =
      """
      select exists (select 1 from fieldsync.campaign_job where campaign_id = ? and id = ?)
      """;

  private static final String HAS_OWN =
      """
      select exists (
             select 1
               from fieldsync.campaign_job j
               join fieldsync.campaign c on c.id = j.campaign_id
              where j.campaign_id = ?
                and j.id = ?
                and c.organization_id = ?)
      """;

  private static final String HAS_ADDRESS =
      """
      select exists (select 1 from fieldsync.campaign_job where campaign_id = ? and address = ?)
      """;

  private final JdbcTemplate jdbc;

  RepliedJobs(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  boolean has(UUID campaignId, long jobId) {
    return is(HAS_ID, campaignId, jobId);
  }

  /** Whether it is a job of the campaign, and the campaign the organization's. */
  boolean has(UUID campaignId, long jobId, String organizationId) {
    return is(HAS_OWN, campaignId, jobId, organizationId);
  }

  /** Normalized. */
  boolean has(UUID campaignId, String address) {
    return is(HAS_ADDRESS, campaignId, address);
  }

  private boolean is(String sql, Object... parameters) {
    return Boolean.TRUE.equals(jdbc.queryForObject(sql, Boolean.class, parameters));
  }
}
