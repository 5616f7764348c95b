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

  private static final String SET_TASKS_PENDING =
      """
      update task
         set sync_status = 'pending'
       where sync_status = 'failed'
         and not exists (select 1 from sync_queue q
                          where q.task_id = task.id and q.status = 'failed')
      """;

  private final JdbcTemplate jdbc;

  ReplayDeadLetters(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  int all() {
    int replayed = jdbc.update(REPLAY_ALL);
    jdbc.update(SET_TASKS_PENDING);
    return replayed;
  }

  boolean one(String id) {
    int replayed = jdbc.update(REPLAY_ONE, id);
    jdbc.update(SET_TASKS_PENDING);
    return replayed == 1;
  }
}
