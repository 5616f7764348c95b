package dev.fieldsync.gateway.campaign.creation;

import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** What was answered to requests that made campaigns. Thread-safe. */
@Repository
class CreationTable {

  private static final String INSERT =
      """
      insert into fieldsync.campaign_creation (campaign_id, digest, answer)
      values (?, ?, ?)
      """;

  private static final String FIND =
      """
      select c.organization_id, coalesce(n.digest, '') as digest, coalesce(n.answer, '') as answer
        from fieldsync.campaign c
        left join fieldsync.campaign_creation n on n.campaign_id = c.id
       where c.id = ?
      """;

  private final JdbcTemplate jdbc;

  CreationTable(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A request that made a campaign.
   *
   * @param digest of the request, empty when the campaign was made in another way
   * @param answer the JSON that its sender got
   */
  record Made(String organizationId, String digest, String answer) {}

  /** Within the transaction that makes the campaign. */
  void insert(UUID campaignId, String digest, String answer) {
    jdbc.update(INSERT, campaignId, digest, answer);
  }

  /** Returns how a campaign was made; empty when there is none, whoever's. */
  Optional<Made> find(UUID campaignId) {
    return jdbc
        .query(
            FIND,
            (row, number) ->
                new Made(
                    row.getString("organization_id"),
                    row.getString("digest"),
                    row.getString("answer")),
            campaignId)
        .stream()
        .findFirst();
  }
}
