package dev.fieldsync.campaigns.campaign;

import dev.fieldsync.campaigns.audience.AudienceEntry;
import dev.fieldsync.campaigns.audience.AudienceReport;
import dev.fieldsync.campaigns.audience.InvalidAudienceException;
import dev.fieldsync.campaigns.workflow.InvalidWorkflowException;
import dev.fieldsync.campaigns.workflow.Workflow;
import dev.fieldsync.campaigns.workflow.Workflows;
import dev.fieldsync.shared.json.Json;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Makes campaigns with their jobs, and adds jobs: rows, queue and counters in one transaction, all
 * or nothing. Thread-safe; audiences for one campaign are taken one after the other.
 *
 * <p>The transaction is open while the audience is read, so what comes from a slow sender has to be
 * stored somewhere before it is read here.
 */
@Repository
public class CreateCampaign {

  private static final String INSERT =
      """
      insert into fieldsync.campaign
             (id, organization_id, name, status, priority, starts_at, max_per_second, workflow,
              content, created_by, status_by)
      values (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?)
      """;

  private static final String INSERT_QUERY =
      """
      insert into fieldsync.campaign_audience_query (campaign_id, soql)
      values (?, ?)
      """;

  private static final String LOCK =
      """
      select jobs > 0 as has_jobs, status, workflow
        from fieldsync.campaign
       where id = ?
         and organization_id = ?
         for update
      """;

  /** New jobs make a campaign that was done run again, not before its start. */
  private static final String COUNT =
      """
      with counted as (
             insert into fieldsync.campaign_count_change (campaign_id, step, state, jobs)
             values (?, ?, 'ready', ?))
      update fieldsync.campaign
         set jobs = jobs + ?,
             revision = revision + 1,
             status = case when status <> 'done' then status
                           when starts_at > ? then 'scheduled'
                           else 'running' end,
             status_reason = null,
             finished_at = null
       where id = ?
      """;

  /** Without a job, nothing would ever end it. */
  private static final String END_WITHOUT_JOBS =
      """
      update fieldsync.campaign
         set status = 'done', status_reason = 'Its audience has no valid address',
             status_at = clock_timestamp(), finished_at = clock_timestamp()
       where id = ?
         and jobs = 0
         and status in ('scheduled', 'running')
      """;

  private final JdbcTemplate jdbc;
  private final TransactionOperations transaction;
  private final Clock clock;

  CreateCampaign(JdbcTemplate jdbc, TransactionOperations transaction, Clock clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * Makes a campaign if all of its audience is valid, as {@link #create(NewCampaign, Iterator,
   * InvalidEntries)}.
   */
  public AudienceReport create(NewCampaign campaign, Iterator<AudienceEntry> audience) {
    return create(campaign, audience, InvalidEntries.REFUSE);
  }

  /**
   * Makes a campaign. An address that is named twice gets one job, and the report says so. With an
   * audience of which every entry is skipped it is done at once; with an empty one it waits for
   * jobs to be added.
   *
   * @param invalid what invalid entries do to the others
   * @return what was in the audience
   * @throws InvalidAudienceException if an entry is invalid; nothing was made
   * @throws InvalidWorkflowException if the definition is no workflow; nothing was made
   * @throws DuplicateKeyException if there is a campaign of this id
   */
  public AudienceReport create(
      NewCampaign campaign, Iterator<AudienceEntry> audience, InvalidEntries invalid) {
    Workflow workflow = Workflows.readNew(campaign.workflow());
    Instant now = clock.instant();
    Instant startsAt = campaign.startsAt().isAfter(now) ? campaign.startsAt() : now;
    CampaignStatus status =
        startsAt.isAfter(now) ? CampaignStatus.SCHEDULED : CampaignStatus.RUNNING;
    return transaction.execute(
        open -> {
          insert(campaign, status, startsAt);
          AudienceReport report = copy(campaign.id(), workflow, false, audience, invalid);
          if (report.invalid() > 0) {
            jdbc.update(END_WITHOUT_JOBS, campaign.id());
          }
          return report;
        });
  }

  /**
   * Makes a campaign whose audience is what a query brings; a worker runs it soon.
   *
   * @param soql the query
   * @throws InvalidWorkflowException if the definition is no workflow; nothing was made
   * @throws DuplicateKeyException if there is a campaign of this id
   */
  public void createPreparing(NewCampaign campaign, String soql) {
    Workflows.readNew(campaign.workflow());
    transaction.executeWithoutResult(
        open -> {
          insert(campaign, CampaignStatus.PREPARING, campaign.startsAt());
          jdbc.update(INSERT_QUERY, campaign.id(), soql);
        });
  }

  private void insert(NewCampaign campaign, CampaignStatus status, Instant startsAt) {
    jdbc.update(
        INSERT,
        campaign.id(),
        campaign.organizationId(),
        campaign.name(),
        status.code(),
        campaign.priority(),
        startsAt.atOffset(ZoneOffset.UTC),
        campaign.maxPerSecond(),
        Json.text(campaign.workflow()),
        Json.text(campaign.content()),
        campaign.createdBy(),
        campaign.createdBy());
  }

  /**
   * Adds jobs if all of the audience is valid, as {@link #addJobs(String, UUID, Iterator,
   * InvalidEntries)}.
   */
  public Optional<AudienceReport> addJobs(
      String organizationId, UUID campaignId, Iterator<AudienceEntry> audience) {
    return addJobs(organizationId, campaignId, audience, InvalidEntries.REFUSE);
  }

  /**
   * Adds jobs to a campaign that is not cancelled. Addresses that have one already are reported. A
   * campaign that has no job afterwards either is done, until one is added.
   *
   * @param invalid what invalid entries do to the others
   * @return what was in the audience; empty when the organization has no such campaign
   * @throws InvalidAudienceException if an entry is invalid or the campaign is cancelled; nothing
   *     was added
   */
  public Optional<AudienceReport> addJobs(
      String organizationId,
      UUID campaignId,
      Iterator<AudienceEntry> audience,
      InvalidEntries invalid) {
    return transaction.execute(
        open -> {
          List<Found> found =
              jdbc.query(
                  LOCK,
                  (row, number) ->
                      new Found(
                          row.getBoolean("has_jobs"),
                          CampaignStatus.of(row.getString("status")),
                          row.getString("workflow")),
                  campaignId,
                  organizationId);
          return found.stream().findFirst().map(each -> add(campaignId, each, audience, invalid));
        });
  }

  private record Found(boolean hasJobs, CampaignStatus status, String workflow) {}

  private AudienceReport add(
      UUID campaignId, Found found, Iterator<AudienceEntry> audience, InvalidEntries invalid) {
    if (found.status() == CampaignStatus.CANCELLED) {
      throw new InvalidAudienceException(
          "The campaign is cancelled; make a new one for these addresses");
    }
    if (found.status() == CampaignStatus.FAILED) {
      throw new InvalidAudienceException(
          "The campaign has failed; make a new one for these addresses");
    }
    Workflow workflow = Workflows.read(Json.parse(found.workflow()));
    AudienceReport report = copy(campaignId, workflow, found.hasJobs(), audience, invalid);
    jdbc.update(END_WITHOUT_JOBS, campaignId);
    return report;
  }

  private AudienceReport copy(
      UUID campaignId,
      Workflow workflow,
      boolean hasJobs,
      Iterator<AudienceEntry> audience,
      InvalidEntries invalid) {
    AudienceReport report =
        new CopyJobs(jdbc, campaignId, workflow.start(), hasJobs, invalid).copy(audience);
    if (report.invalid() > 0 && invalid == InvalidEntries.REFUSE) {
      throw new InvalidAudienceException(
          "Of the entries %,d %s invalid; nothing was added"
              .formatted(report.invalid(), report.invalid() == 1 ? "is" : "are"),
          report);
    }
    if (report.added() > 0) {
      jdbc.update(
          COUNT,
          campaignId,
          workflow.start(),
          report.added(),
          report.added(),
          clock.instant().atOffset(ZoneOffset.UTC),
          campaignId);
    }
    return report;
  }
}
