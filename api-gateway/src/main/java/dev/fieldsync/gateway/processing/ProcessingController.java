package dev.fieldsync.gateway.processing;

import dev.fieldsync.gateway.caller.Caller;
import dev.fieldsync.gateway.processing.ProcessingState.Counts;
import dev.fieldsync.gateway.processing.ProcessingState.Pause;
import dev.fieldsync.shared.processing.ProcessingCooldown;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where the processing stands, and pausing it. */
@RestController
@RequestMapping(ProcessingController.PATH)
class ProcessingController {

  static final String PATH = "/api/processing";

  private static final Logger log = LoggerFactory.getLogger(ProcessingController.class);

  private final ProcessingTable table;
  private final PauseTable pauses;
  private final BackfillTable backfills;
  private final ProcessingCooldown cooldown;

  ProcessingController(
      ProcessingTable table,
      PauseTable pauses,
      BackfillTable backfills,
      ProcessingCooldown cooldown) {
    this.table = table;
    this.pauses = pauses;
    this.backfills = backfills;
    this.cooldown = cooldown;
  }

  @GetMapping
  ResponseEntity<ProcessingState> state(@AuthenticationPrincipal Caller caller) {
    String organizationId = caller.organizationId();
    Pause pause = pauses.find(organizationId).orElse(null);
    Counts counts = table.count(organizationId);
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(
            new ProcessingState(
                pause != null,
                pause,
                counts.waiting(),
                counts.due(),
                counts.running(),
                counts.failed(),
                counts.oldestDueMs(),
                cooldown.duration().toMillis(),
                table.failures(organizationId),
                backfills.newest(organizationId, 1).stream()
                    .map(BackfillView::of)
                    .findFirst()
                    .orElse(null)));
  }

  @PostMapping("/pause")
  ResponseEntity<ProcessingState> pause(
      @AuthenticationPrincipal Caller caller,
      @RequestParam Optional<String> scope,
      HttpServletRequest request)
      throws IOException {
    Scope paused = Scope.toChange(scope, caller);
    if (pauses.pause(paused, caller.actor(), ProcessingBodies.reason(request))) {
      log.atWarn()
          .addKeyValue("organizationId", paused.organizationId())
          .addKeyValue("scope", paused.code())
          .addKeyValue("actor", caller.actor())
          .log("Field processing is paused; what is asked for waits until somebody resumes it");
    }
    return state(caller);
  }

  @PostMapping("/resume")
  ResponseEntity<ProcessingState> resume(
      @AuthenticationPrincipal Caller caller,
      @RequestParam Optional<String> scope,
      HttpServletRequest request)
      throws IOException {
    Scope resumed = Scope.toChange(scope, caller);
    ProcessingBodies.requireEmpty(request);
    if (pauses.resume(resumed)) {
      log.atInfo()
          .addKeyValue("organizationId", resumed.organizationId())
          .addKeyValue("scope", resumed.code())
          .addKeyValue("actor", caller.actor())
          .log("Field processing is resumed");
    }
    return state(caller);
  }
}
