package dev.fieldsync.gateway.campaign;

import dev.fieldsync.gateway.caller.Caller;
import dev.fieldsync.gateway.problem.ProblemException;
import dev.fieldsync.gateway.template.TemplateIds;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Reads the rows of campaigns, each organization its own. Thread-safe. */
@Repository
public class CampaignTable {

  private static final String FIND_PAGE =
      """
      select id, priority, starts_at, max_per_second, created_by, created_at, status_by, status_at,
             finished_at, null as workflow, null as content, null as audience
        from fieldsync.campaign
       where organization_id = ?
         and (created_at, id) < (?, ?)
       order by created_at desc, id desc
       limit ?
      """;

  private static final String FIND =
      """
      select id, priority, starts_at, max_per_second, created_by, created_at, status_by, status_at,
             finished_at, workflow, content,
             coalesce(audience_report, (
                      select jsonb_build_object(
                               'soql', q.soql, 'recordsRead', q.records_read, 'records', q.records,
                               'attempt', q.attempt, 'reason', q.reason)
                        from fieldsync.campaign_audience_query q
                       where q.campaign_id = id)) as audience
        from fieldsync.campaign
       where id = ?
      """;

  private static final String FIND_OWN =
      """
      select id
        from fieldsync.campaign
       where id = ?
         and organization_id = ?
      """;

  private static final String FIND_STATUS =
      """
      select status
        from fieldsync.campaign
       where id = ?
      """;

  private final JdbcTemplate jdbc;

  CampaignTable(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What of a campaign does not follow from its jobs.
   *
   * @param workflow its definition as JSON, {@code null} in lists
   * @param content what it sends as JSON, {@code null} in lists
   * @param audience how far its query is, or what it brought, as JSON; {@code null} in lists and
   *     without a query
   */
  record Row(
      UUID id,
      int priority,
      Instant startsAt,
      @Nullable Integer maxPerSecond,
      String createdBy,
      Instant createdAt,
      String statusBy,
      Instant statusAt,
      @Nullable Instant finishedAt,
      @Nullable String workflow,
      @Nullable String content,
      @Nullable String audience) {}

  /**
   * Returns the id of a campaign of the caller's organization.
   *
   * @throws ProblemException 404 when it has no such one
   */
  public UUID own(String id, Caller caller) {
    return TemplateIds.parse(id)
        .flatMap(
            known ->
                jdbc.queryForList(FIND_OWN, UUID.class, known, caller.organizationId()).stream()
                    .findFirst())
        .orElseThrow(() -> CampaignProblems.notFound(id));
  }

  /** Returns the status of a campaign that exists. */
  public String status(UUID id) {
    return jdbc.queryForList(FIND_STATUS, String.class, id).get(0);
  }

  List<Row> page(String organizationId, PageCursor.Moment before, UUID beforeId, int limit) {
    return jdbc.query(
        FIND_PAGE,
        (row, number) -> read(row),
        organizationId,
        before.at().atOffset(ZoneOffset.UTC),
        beforeId,
        limit);
  }

  Optional<Row> find(UUID id) {
    return jdbc.query(FIND, (row, number) -> read(row), id).stream().findFirst();
  }

  private static Row read(ResultSet row) throws SQLException {
    return new Row(
        row.getObject("id", UUID.class),
        row.getInt("priority"),
        time(row, "starts_at"),
        row.getObject("max_per_second", Integer.class),
        row.getString("created_by"),
        time(row, "created_at"),
        row.getString("status_by"),
        time(row, "status_at"),
        row.getObject("finished_at") == null ? null : time(row, "finished_at"),
        row.getString("workflow"),
        row.getString("content"),
        row.getString("audience"));
  }

  private static Instant time(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
