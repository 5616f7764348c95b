package dev.fieldsync.campaignworker.preparation;

import dev.fieldsync.campaigns.audience.AudienceEntry;
import dev.fieldsync.campaigns.audience.AudienceReport;
import dev.fieldsync.campaigns.campaign.CreateCampaign;
import dev.fieldsync.campaigns.campaign.InvalidEntries;
import dev.fieldsync.shared.json.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.node.ObjectNode;

/**
 * The queries that are to become jobs. Everything is written under the token of whoever runs one.
 * Thread-safe.
 */
@Repository
class AudienceQueries {

  /** Longer than a page may take. */
  private static final Duration LEASE = Duration.ofMinutes(2);

  private static final String TAKE =
      """
      with due as materialized (
             select q.campaign_id
               from fieldsync.campaign_audience_query q
              where q.due_at <= clock_timestamp()
                and (q.lease_until is null or q.lease_until <= clock_timestamp())
              order by q.due_at
              limit 1
                for update skip locked)
      update fieldsync.campaign_audience_query q
         set token = nextval('fieldsync.campaign_token'),
             lease_until = clock_timestamp() + make_interval(secs => ?),
             records_read = 0
        from due, fieldsync.campaign c
       where q.campaign_id = due.campaign_id
         and c.id = due.campaign_id
      returning q.campaign_id, c.organization_id, q.soql, q.attempt, q.token
      """;

  private static final String NOTE =
      """
      update fieldsync.campaign_audience_query
         set records_read = ?, records = ?,
             lease_until = clock_timestamp() + make_interval(secs => ?)
       where campaign_id = ?
         and token = ?
      """;

  private static final String RETRY =
      """
      update fieldsync.campaign_audience_query
         set attempt = attempt + 1, reason = ?, token = null, lease_until = null,
             due_at = clock_timestamp() + make_interval(secs => ?)
       where campaign_id = ?
         and token = ?
      """;

  private static final String RELEASE =
      """
      update fieldsync.campaign_audience_query
         set token = null, lease_until = null
       where campaign_id = ?
         and token = ?
      """;

  private static final String END =
      """
      delete from fieldsync.campaign_audience_query
       where campaign_id = ?
         and token = ?
      """;

  private static final String FAIL =
      """
      with ended as (
             delete from fieldsync.campaign_audience_query
              where campaign_id = ?
                and token = ?
             returning campaign_id)
      update fieldsync.campaign c
         set status = 'failed', status_reason = ?, status_at = clock_timestamp(),
             finished_at = clock_timestamp(), swept = true
        from ended
       where c.id = ended.campaign_id
         and c.status = 'preparing'
      """;

  private static final String BEGIN =
      """
      update fieldsync.campaign
         set status = case when starts_at > ? then 'scheduled' else 'running' end,
             status_at = clock_timestamp(), audience_report = ?::jsonb
       where id = ?
         and status = 'preparing'
      """;

  private final JdbcTemplate jdbc;
  private final TransactionOperations transaction;
  private final CreateCampaign create;
  private final Clock clock;

  AudienceQueries(
      JdbcTemplate jdbc, TransactionOperations transaction, CreateCampaign create, Clock clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.create = create;
    this.clock = clock;
  }

  /** Takes the query that is due longest, for a while. */
  Optional<AudienceQuery> take() {
    return jdbc
        .query(
            TAKE,
            (row, number) ->
                new AudienceQuery(
                    row.getObject("campaign_id", UUID.class),
                    row.getString("organization_id"),
                    row.getString("soql"),
                    row.getInt("attempt"),
                    row.getLong("token")),
            seconds(LEASE))
        .stream()
        .findFirst();
  }

  /**
   * Notes how far it is, and that somebody is at it.
   *
   * @throws LostQueryException when it is no longer the caller's
   */
  void note(AudienceQuery query, long read, long records) {
    if (jdbc.update(NOTE, read, records, seconds(LEASE), query.campaignId(), query.token()) == 0) {
      throw new LostQueryException(query.campaignId());
    }
  }

  /** Lets it be tried again later. */
  void retry(AudienceQuery query, String reason, Duration delay) {
    jdbc.update(RETRY, reason, seconds(delay), query.campaignId(), query.token());
  }

  /** Lets somebody else run it at once; no attempt is spent. */
  void release(AudienceQuery query) {
    jdbc.update(RELEASE, query.campaignId(), query.token());
  }

  /** Ends the campaign, which has nobody to be for. */
  void fail(AudienceQuery query, String reason) {
    jdbc.update(FAIL, query.campaignId(), query.token(), reason);
  }

  /**
   * Makes jobs of what was found, and lets the campaign begin; all or nothing.
   *
   * @return what was found; none added means that the campaign has failed
   * @throws LostQueryException when it is no longer the caller's; nothing was added
   */
  AudienceReport finish(AudienceQuery query, Iterator<AudienceEntry> found) {
    return transaction.execute(
        open -> {
          AudienceReport report =
              create
                  .addJobs(query.organizationId(), query.campaignId(), found, InvalidEntries.SKIP)
                  .orElseThrow(() -> new LostQueryException(query.campaignId()));
          if (report.added() == 0) {
            fail(query, nobody(report));
          } else if (jdbc.update(END, query.campaignId(), query.token()) == 1) {
            OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
            jdbc.update(BEGIN, now, json(query, report), query.campaignId());
          } else {
            throw new LostQueryException(query.campaignId());
          }
          return report;
        });
  }

  private static String nobody(AudienceReport report) {
    return "The query finds nobody with an address: %,d records without one"
        .formatted(report.invalid());
  }

  private static String json(AudienceQuery query, AudienceReport report) {
    ObjectNode json = Json.mapper().valueToTree(report);
    return Json.text(json.put("soql", query.soql()));
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1_000.0;
  }
}
