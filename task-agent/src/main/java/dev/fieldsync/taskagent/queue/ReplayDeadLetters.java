package dev.fieldsync.taskagent.queue;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * Puts dead letters back into their places in the queue, with all attempts before them. Every
 * method belongs into a transaction.
 */
@Repository
class ReplayDeadLetters {

  private static final String REPLAY_ALL =
      """
      update sync_queue
         set status = 'pending', retry_count = 0, next_attempt_at = 0, failed_at = null
       where status = 'failed'
      """;

  private static final String REPLAY_ONE = REPLAY_ALL + " and id = ?";

  private final JdbcTemplate jdbc;

  ReplayDeadLetters(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  int all() {
    return jdbc.update(REPLAY_ALL);
  }

  boolean one(String id) {
    return jdbc.update(REPLAY_ONE, id) == 1;
  }
}
