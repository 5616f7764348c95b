package dev.fieldsync.gateway.campaign.jobs;

import dev.fieldsync.shared.json.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;

/**
 * Reads pages of jobs so that none costs more than looking at some thousand rows, however many jobs
 * there are: where a state has a small table of its own, from there in the order of ids; else in
 * the order of addresses, which has an index. Thread-safe.
 */
@Repository
class JobTable {

  /** So many rows are looked at for one page. */
  static final int MAX_LOOKED_AT = 5_000;

  private static final String FIND_BY_ADDRESS =
      """
      select id, coalesce(spelling, address) as email, address, step, state, visit, attempt,
             attributes
        from (select *
                from fieldsync.campaign_job_now
               where campaign_id = ?
                 and address > ? collate "C"
               order by address
               limit ?) looked_at
       where (?::text is null or state = ?)
         and (?::text is null or step = ?)
       order by address
       limit ?
      """;

  private static final String FIND_LAST_ADDRESS =
      """
      select address
        from fieldsync.campaign_job
       where campaign_id = ?
         and address > ? collate "C"
       order by address
      offset ?
       limit 1
      """;

  /**
   * What is ready is in the queue, or a worker has it. Each chunk that begins behind a place has a
   * job behind it, so no more of them are needed than jobs.
   */
  private static final String READY =
      """
      select job_id
        from (select unnest(jobs) as job_id
                from ((select jobs
                         from fieldsync.campaign_queue
                        where campaign_id = ?
                          and first_job <= ?
                          and jobs[cardinality(jobs)] > ?)
                       union all
                      (select jobs
                         from fieldsync.campaign_queue
                        where campaign_id = ?
                          and first_job > ?
                        order by first_job
                        limit ?)
                       union all
                      (select jobs
                         from fieldsync.campaign_lease
                        where campaign_id = ?)) each) ready
       where job_id > ?
       order by job_id
       limit ?
      """;

  private static final String WAITING =
      """
      select job_id
        from fieldsync.campaign_waiting
       where campaign_id = ?
         and job_id > ?
       order by job_id
       limit ?
      """;

  private static final String DEAD =
      """
      select job_id
        from fieldsync.campaign_dead_letter
       where campaign_id = ?
         and job_id > ?
       order by job_id
       limit ?
      """;

  private static final String FIND_BY_ID =
      """
      select id, coalesce(spelling, address) as email, address, step, state, visit, attempt,
             attributes
        from fieldsync.campaign_job_now
       where id = any (?)
         and state = ?
         and (?::text is null or step = ?)
       order by id
       limit ?
      """;

  private static final String FIND =
      """
      select id, coalesce(spelling, address) as email, address, step, state, visit, attempt,
             attributes
        from fieldsync.campaign_job_now
       where campaign_id = ?
         and id = ?
      """;

  private final JdbcTemplate jdbc;

  JobTable(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A job.
   *
   * @param email as it was given
   * @param address normalized; the place in lists that are ordered by it
   */
  record Job(
      long id,
      String email,
      String address,
      String step,
      String status,
      int visit,
      int attempt,
      @Nullable JsonNode attributes) {}

  /**
   * Jobs, and where the next ones are looked for.
   *
   * @param after the address or id that was looked at last, {@code null} when there is no more
   */
  record Page(List<Job> jobs, @Nullable String after) {}

  /** Returns jobs in the order of their addresses. */
  Page byAddress(
      UUID campaignId, @Nullable String state, @Nullable String step, String after, int limit) {
    List<Job> found =
        jdbc.query(
            FIND_BY_ADDRESS,
            (row, number) -> read(row),
            campaignId,
            after,
            MAX_LOOKED_AT,
            state,
            state,
            step,
            step,
            limit + 1);
    if (found.size() > limit) {
      return new Page(found.subList(0, limit), found.get(limit - 1).address());
    }
    String last =
        jdbc
            .queryForList(FIND_LAST_ADDRESS, String.class, campaignId, after, MAX_LOOKED_AT - 1)
            .stream()
            .findFirst()
            .orElse(null);
    return new Page(found, last);
  }

  /**
   * Returns jobs in the order of their ids.
   *
   * @param state {@code ready}, {@code waiting} or {@code dead}
   */
  Page byState(UUID campaignId, String state, @Nullable String step, long after, int limit) {
    int most = step == null ? limit + 1 : MAX_LOOKED_AT;
    List<Long> ids = ids(campaignId, state, after, most);
    List<Job> found =
        jdbc.query(
            FIND_BY_ID,
            (row, number) -> read(row),
            ids.toArray(Long[]::new),
            state,
            step,
            step,
            limit + 1);
    if (found.size() > limit) {
      return new Page(found.subList(0, limit), Long.toString(found.get(limit - 1).id()));
    }
    return new Page(found, ids.size() < most ? null : Long.toString(ids.get(most - 1)));
  }

  private List<Long> ids(UUID campaignId, String state, long after, int most) {
    return switch (state) {
      case "ready" ->
          jdbc.queryForList(
              READY,
              Long.class,
              campaignId,
              after,
              after,
              campaignId,
              after,
              most,
              campaignId,
              after,
              most);
      case "waiting" -> jdbc.queryForList(WAITING, Long.class, campaignId, after, most);
      default -> jdbc.queryForList(DEAD, Long.class, campaignId, after, most);
    };
  }

  Optional<Job> find(UUID campaignId, long id) {
    return jdbc.query(FIND, (row, number) -> read(row), campaignId, id).stream().findFirst();
  }

  private static Job read(ResultSet row) throws SQLException {
    String attributes = row.getString("attributes");
    return new Job(
        row.getLong("id"),
        row.getString("email"),
        row.getString("address"),
        row.getString("step"),
        row.getString("state"),
        row.getInt("visit"),
        row.getInt("attempt"),
        attributes == null ? null : Json.parse(attributes));
  }
}
