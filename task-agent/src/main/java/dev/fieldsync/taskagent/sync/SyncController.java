package dev.fieldsync.taskagent.sync;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fieldsync.taskagent.problem.ProblemException;
import dev.fieldsync.taskagent.problem.Violation;
import dev.fieldsync.taskagent.queue.SyncQueue;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.JsonNode;

/** Sync on request, and how it stands. */
@RestController
@RequestMapping("/api")
class SyncController {

  private static final int SHOWN_CONFLICTS = 100;

  private final SyncRun run;
  private final SyncTimer timer;
  private final SyncQueue queue;
  private final SyncState state;
  private final Connection connection;
  private final ConflictLog conflicts;
  private final SyncWatchers watchers;
  private final Clock clock;

  SyncController(
      SyncRun run,
      SyncTimer timer,
      SyncQueue queue,
      SyncState state,
      Connection connection,
      ConflictLog conflicts,
      SyncWatchers watchers,
      Clock clock) {
    this.run = run;
    this.timer = timer;
    this.queue = queue;
    this.state = state;
    this.connection = connection;
    this.conflicts = conflicts;
    this.watchers = watchers;
    this.clock = clock;
  }

  record SyncResult(
      boolean success,
      @JsonProperty("synced_items") long syncedItems,
      @JsonProperty("failed_items") long failedItems,
      List<SyncError> errors) {}

  record Health(String status, Instant timestamp) {}

  record Conflicts(List<Map<String, Object>> items) {}

  @PostMapping("/sync")
  SyncResult sync() {
    try {
      SyncProgress.View done = run.runOnce();
      return new SyncResult(done.failed() == 0, done.synced(), done.failed(), done.errors());
    } catch (ServerAwayException e) {
      throw ProblemException.of(
          HttpStatus.SERVICE_UNAVAILABLE,
          "Offline",
          e.getMessage() + " What you changed is safe on this device and will be sent later.");
    }
  }

  @GetMapping({"/sync/status", "/status"})
  SyncStatus status() {
    long waiting = queue.waiting();
    return new SyncStatus(
        waiting,
        state.lastSync().orElse(null),
        connection.isOnline(),
        waiting,
        queue.failed(),
        connection.problem(),
        connection.awaySince(),
        connection.isOfflineWanted(),
        run.running());
  }

  @GetMapping(path = "/sync/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  SseEmitter events() {
    return watchers.add();
  }

  @GetMapping("/sync/conflicts")
  Conflicts conflicts() {
    return new Conflicts(conflicts.newest(SHOWN_CONFLICTS));
  }

  /** The switch with which a person tries what being offline is like. */
  @PutMapping(path = "/connection", consumes = MediaType.APPLICATION_JSON_VALUE)
  SyncStatus connection(@RequestBody JsonNode body) {
    JsonNode offline = body.path("offline");
    if (!offline.isBoolean()) {
      throw ProblemException.invalid(List.of(new Violation("/offline", "must be true or false")));
    }
    connection.wantOffline(offline.booleanValue());
    timer.askNow();
    watchers.tell("status", null);
    return status();
  }

  @GetMapping("/health")
  Health health() {
    return new Health("ok", clock.instant());
  }
}
