package dev.fieldsync.taskagent.sync;

import dev.fieldsync.taskagent.queue.SyncQueue;
import dev.fieldsync.taskagent.sync.SyncState.Position;
import dev.fieldsync.taskagent.task.Task;
import dev.fieldsync.taskagent.task.TaskTable;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Fetches what other devices did. A page and its checkpoint are one transaction. A task that has
 * unsent changes here is left alone: the answer to them brings what it is then. Not to be run twice
 * at once.
 */
@Component
class PullChanges {

  private static final Logger log = LoggerFactory.getLogger(PullChanges.class);

  private final TaskServer server;
  private final SyncState state;
  private final SyncQueue queue;
  private final TaskTable tasks;
  private final TransactionTemplate transaction;
  private final Clock clock;

  PullChanges(
      TaskServer server,
      SyncState state,
      SyncQueue queue,
      TaskTable tasks,
      TransactionTemplate transaction,
      Clock clock) {
    this.server = server;
    this.state = state;
    this.queue = queue;
    this.tasks = tasks;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * Fetches page after page.
   *
   * @throws ServerAwayException when the server is lost on the way; the next pull goes on there
   */
  void runOnce(SyncProgress progress) throws ServerAwayException {
    boolean more = true;
    while (more) {
      Position position = state.position();
      try {
        ServerAnswer.Changes page = server.changes(position.checkpoint());
        if (Boolean.TRUE.equals(transaction.execute(status -> maybeApply(page, position)))) {
          progress.pulled(page.changes().size());
          more = page.hasMore();
        }
      } catch (CheckpointExpiredException e) {
        log.atWarn().log("This device was away for very long; pulling all tasks again");
        transaction.executeWithoutResult(status -> beginAgain());
      }
    }
  }

  private void beginAgain() {
    tasks.forgetVersions();
    state.setPosition(new Position(null, true));
  }

  /** A page is of no use when meanwhile it was decided to begin anew. */
  private boolean maybeApply(ServerAnswer.Changes page, Position asked) {
    if (!state.position().equals(asked)) {
      return false;
    }
    apply(page, asked);
    return true;
  }

  private void apply(ServerAnswer.Changes page, Position before) {
    List<String> ids = page.changes().stream().map(Task::id).toList();
    Map<String, Long> here = tasks.versions(ids);
    Set<String> changedHere = queue.liveAmong(ids);
    Instant now = clock.instant();
    tasks.writeFetched(
        page.changes().stream()
            .filter(change -> isNews(change, here) && !changedHere.contains(change.id()))
            .map(change -> pulled(change, now))
            .toList());
    boolean done = before.resetting() && !page.hasMore();
    if (done) {
      tasks.deleteUnseen();
    }
    state.setPosition(new Position(page.checkpoint(), before.resetting() && !done));
  }

  /** What this device has sent itself comes back, and is known by its version. */
  private static boolean isNews(Task change, Map<String, Long> here) {
    Long seen = here.get(change.id());
    if (seen == null) {
      return !change.isDeleted();
    }
    return change.version() == null || seen < change.version();
  }

  private static Task pulled(Task change, Instant at) {
    return new Task(
        change.id(),
        change.title(),
        change.description(),
        change.completed(),
        change.createdAt(),
        change.updatedAt(),
        change.isDeleted(),
        "synced",
        change.serverId(),
        at,
        change.version());
  }
}
