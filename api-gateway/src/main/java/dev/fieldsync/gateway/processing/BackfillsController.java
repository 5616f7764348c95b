package dev.fieldsync.gateway.processing;

import dev.fieldsync.gateway.caller.Caller;
import dev.fieldsync.gateway.problem.ProblemException;
import dev.fieldsync.gateway.problem.QueryParameters;
import dev.fieldsync.gateway.processing.Backfill.Status;
import dev.fieldsync.gateway.template.TemplateIds;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Runs over every template of the caller's organization or, for operators, of all. */
@RestController
@RequestMapping(BackfillsController.PATH)
class BackfillsController {

  static final String PATH = ProcessingController.PATH + "/backfill";

  private static final int DEFAULT_LIMIT = 20;
  private static final int MAX_LIMIT = 100;

  private final BackfillTable table;
  private final Backfills backfills;

  BackfillsController(BackfillTable table, Backfills backfills) {
    this.table = table;
    this.backfills = backfills;
  }

  /** Backfills, newest first. */
  record BackfillList(List<BackfillView> items) {}

  @PostMapping
  ResponseEntity<BackfillView> start(
      @AuthenticationPrincipal Caller caller,
      @RequestParam Optional<String> scope,
      HttpServletRequest request)
      throws IOException {
    UUID id =
        backfills.start(Scope.toChange(scope, caller), ProcessingBodies.backfill(request), caller);
    return ResponseEntity.created(URI.create(PATH + "/" + id))
        .body(BackfillView.of(find(id.toString(), caller)));
  }

  @GetMapping
  ResponseEntity<BackfillList> list(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(defaultValue = "" + DEFAULT_LIMIT) String limit) {
    List<Backfill> newest =
        table.newest(caller.organizationId(), QueryParameters.limit(limit, MAX_LIMIT));
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(new BackfillList(newest.stream().map(BackfillView::of).toList()));
  }

  @GetMapping("/{id}")
  ResponseEntity<BackfillView> backfill(
      @AuthenticationPrincipal Caller caller, @PathVariable String id) {
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(BackfillView.of(find(id, caller)));
  }

  @PostMapping("/{id}/pause")
  ResponseEntity<BackfillView> pause(
      @AuthenticationPrincipal Caller caller, @PathVariable String id, HttpServletRequest request)
      throws IOException {
    return change(id, Status.PAUSED, caller, request);
  }

  @PostMapping("/{id}/resume")
  ResponseEntity<BackfillView> resume(
      @AuthenticationPrincipal Caller caller, @PathVariable String id, HttpServletRequest request)
      throws IOException {
    return change(id, Status.RUNNING, caller, request);
  }

  @PostMapping("/{id}/cancel")
  ResponseEntity<BackfillView> cancel(
      @AuthenticationPrincipal Caller caller, @PathVariable String id, HttpServletRequest request)
      throws IOException {
    return change(id, Status.CANCELLED, caller, request);
  }

  private ResponseEntity<BackfillView> change(
      String id, Status to, Caller caller, HttpServletRequest request) throws IOException {
    caller.requireWriter();
    Backfill backfill = find(id, caller);
    ProcessingBodies.requireEmpty(request);
    backfills.change(backfill, to, caller);
    return backfill(caller, id);
  }

  private Backfill find(String id, Caller caller) {
    return TemplateIds.parse(id)
        .flatMap(known -> table.find(known, caller.organizationId()))
        .orElseThrow(() -> notFound(id));
  }

  private static ProblemException notFound(String id) {
    String shown = id.length() > 100 ? id.substring(0, 100) + "..." : id;
    return ProblemException.of(
        HttpStatus.NOT_FOUND,
        "BackfillNotFound",
        "There is no backfill " + shown + ". GET " + PATH + " lists those that you see.");
  }
}
