package dev.fieldsync.campaignworker.work;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Says which campaigns run. Thread-safe. */
@Repository
class RunningCampaigns {

  private static final String FIND =
      """
      select id
        from fieldsync.campaign
       where id = any (?)
         and status = 'running'
      """;

  private final JdbcTemplate jdbc;

  RunningCampaigns(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Returns those of the campaigns that do not run. */
  Set<UUID> without(Collection<UUID> campaigns) {
    Set<UUID> stopped = new HashSet<>(campaigns);
    jdbc.queryForList(FIND, UUID.class, (Object) campaigns.toArray(UUID[]::new))
        .forEach(stopped::remove);
    return stopped;
  }
}
