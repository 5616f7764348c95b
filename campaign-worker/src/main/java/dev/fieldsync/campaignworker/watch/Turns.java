package dev.fieldsync.campaignworker.watch;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * Gives the turn of looking after all campaigns to one worker at a time; whoever gets it and dies
 * leaves the next turn to whoever comes then. Thread-safe.
 */
@Repository
class Turns {

  private static final String TAKE =
      """
      update fieldsync.campaign_turn
         set at = clock_timestamp()
       where at <= clock_timestamp() - interval '450 milliseconds'
          or at > clock_timestamp() + interval '10 seconds'
      """;

  private static final String FIND_CHANGED =
      """
      select id
        from fieldsync.campaign
       where status_at > clock_timestamp() - interval '5 seconds'
       order by status_at desc
       limit 1000
      """;

  private final JdbcTemplate jdbc;

  Turns(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Returns whether it is the caller's turn; not before about half a second after the last one. */
  boolean take() {
    return jdbc.update(TAKE) == 1;
  }

  /** Returns the campaigns whose status changed within the last seconds. */
  List<UUID> changed() {
    return jdbc.queryForList(FIND_CHANGED, UUID.class);
  }
}
