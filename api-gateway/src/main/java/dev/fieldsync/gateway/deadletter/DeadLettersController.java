package dev.fieldsync.gateway.deadletter;

import dev.fieldsync.gateway.caller.Caller;
import dev.fieldsync.gateway.problem.ProblemException;
import dev.fieldsync.gateway.problem.QueryParameters;
import dev.fieldsync.gateway.template.TemplateIds;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Dead letters over HTTP: a caller sees those of its organization, an operator also nobody's. */
@RestController
@RequestMapping("/api/dead-letters")
class DeadLettersController {

  private static final Logger log = LoggerFactory.getLogger(DeadLettersController.class);
  private static final int DEFAULT_LIMIT = 20;
  private static final int MAX_LIMIT = 100;

  private final DeadLetterTable table;
  private final DeadLetterActions actions;
  private final ReplayDeadLetter replay;
  private final ActionBody bodies;

  DeadLettersController(
      DeadLetterTable table,
      DeadLetterActions actions,
      ReplayDeadLetter replay,
      ActionBody bodies) {
    this.table = table;
    this.actions = actions;
    this.replay = replay;
    this.bodies = bodies;
  }

  @GetMapping
  ResponseEntity<byte[]> page(
      @AuthenticationPrincipal Caller caller,
      @RequestParam Optional<String> status,
      @RequestParam(defaultValue = "" + DEFAULT_LIMIT) String limit,
      @RequestParam Optional<String> cursor) {
    DeadLetterStatus wanted = status.map(DeadLettersController::status).orElse(null);
    int size = QueryParameters.limit(limit, MAX_LIMIT);
    DeadLetterCursor before = cursor.map(DeadLetterCursor::of).orElse(DeadLetterCursor.START);
    // One more than wanted tells whether there is a next page.
    List<DeadLetterSummary> found = table.page(caller, wanted, before, size + 1);
    return found.size() <= size
        ? json(DeadLetterJson.page(found, null))
        : json(
            DeadLetterJson.page(
                found.subList(0, size), DeadLetterCursor.after(found.get(size - 1))));
  }

  @GetMapping("/{id}")
  ResponseEntity<byte[]> letter(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    return json(DeadLetterJson.full(find(id, caller)));
  }

  @PostMapping("/{id}/replay")
  CompletableFuture<ResponseEntity<byte[]>> replay(
      @AuthenticationPrincipal Caller caller, @PathVariable String id, HttpServletRequest request)
      throws IOException {
    caller.requireWriter();
    DeadLetter letter = find(id, caller);
    bodies.requireEmpty(request);
    return replay.replay(letter, caller, request);
  }

  @PostMapping("/{id}/drop")
  ResponseEntity<byte[]> drop(
      @AuthenticationPrincipal Caller caller, @PathVariable String id, HttpServletRequest request)
      throws IOException {
    caller.requireWriter();
    DeadLetter letter = find(id, caller);
    String reason = bodies.reason(request);
    actions.drop(letter.id(), caller, reason);
    DeadLetter now = find(id, caller);
    if (now.status() == DeadLetterStatus.REPLAYED) {
      throw DeadLetterProblems.replayed(now.summary());
    }
    if (!reason.equals(now.summary().decidedReason())) {
      throw DeadLetterProblems.dropped(now.summary());
    }
    log.atInfo()
        .addKeyValue("deadLetterId", letter.id())
        .addKeyValue("actor", caller.actor())
        .log("A dead letter is dropped");
    return json(DeadLetterJson.full(now));
  }

  private DeadLetter find(String id, Caller caller) {
    return TemplateIds.parse(id)
        .flatMap(letterId -> table.find(letterId, caller))
        .orElseThrow(() -> DeadLetterProblems.notFound(id));
  }

  private static ResponseEntity<byte[]> json(byte[] body) {
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .cacheControl(CacheControl.noStore())
        .body(body);
  }

  private static DeadLetterStatus status(String text) {
    return DeadLetterStatus.of(text)
        .orElseThrow(
            () ->
                ProblemException.invalid(
                    "status",
                    "must be waiting, replayed or dropped",
                    "The parameter status must be waiting, replayed or dropped; leave it out to"
                        + " see all."));
  }
}
