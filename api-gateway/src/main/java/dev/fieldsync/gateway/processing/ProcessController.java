package dev.fieldsync.gateway.processing;

import dev.fieldsync.gateway.caller.Caller;
import dev.fieldsync.gateway.problem.ProblemException;
import dev.fieldsync.gateway.template.TemplateIds;
import dev.fieldsync.gateway.template.Templates;
import dev.fieldsync.gateway.update.Preferences;
import dev.fieldsync.gateway.update.UpdateProperties;
import dev.fieldsync.shared.kafka.Trace;
import dev.fieldsync.shared.update.ProcessingOutcome;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /api/templates/{id}/process}: a template's field definitions, now. */
@RestController
class ProcessController {

  private final Templates templates;
  private final PauseTable pauses;
  private final ProcessTemplate process;
  private final UpdateProperties properties;

  ProcessController(
      Templates templates,
      PauseTable pauses,
      ProcessTemplate process,
      UpdateProperties properties) {
    this.templates = templates;
    this.pauses = pauses;
    this.process = process;
    this.properties = properties;
  }

  @PostMapping("/api/templates/{id}/process")
  CompletableFuture<ResponseEntity<RunView>> process(
      @AuthenticationPrincipal Caller caller, @PathVariable String id, HttpServletRequest request)
      throws IOException {
    caller.requireWriter();
    UUID templateId =
        TemplateIds.parse(id)
            .filter(own -> templates.belongsTo(own, caller.organizationId()))
            .orElseThrow(() -> TemplateIds.notFound(id));
    ProcessingBodies.requireEmpty(request);
    if (pauses.find(caller.organizationId()).isPresent()) {
      return CompletableFuture.completedFuture(ResponseEntity.ok(paused(templateId, caller)));
    }
    Preferences preferences =
        Preferences.of(Collections.list(request.getHeaders("Prefer")), properties.applyTimeout());
    Trace trace = Trace.continued(request.getHeader(Trace.HEADER));
    return process
        .submit(templateId, caller.organizationId(), preferences, trace)
        .thenApply(outcome -> outcome.map(this::ended).orElseGet(this::queued));
  }

  private RunView paused(UUID templateId, Caller caller) {
    return RunView.paused(
        templates
            .find(templateId, caller.organizationId())
            .map(read -> read.body().version())
            .filter(version -> !version.isEmpty())
            .orElse(null));
  }

  private ResponseEntity<RunView> ended(ProcessingOutcome outcome) {
    if (outcome.result() == ProcessingOutcome.Result.FAILED) {
      throw failed(outcome);
    }
    return ResponseEntity.ok(RunView.of(outcome));
  }

  private ResponseEntity<RunView> queued() {
    return ResponseEntity.accepted()
        .location(URI.create(ProcessingController.PATH))
        .body(RunView.queued(ProcessingController.PATH));
  }

  private static ProblemException failed(ProcessingOutcome outcome) {
    String reason = Optional.ofNullable(outcome.reason()).orElse("The processor does not say why");
    Long retryAfterMs = outcome.retryAfterMs();
    Map<String, Object> members = new HashMap<>();
    members.put("templateId", outcome.templateId());
    members.put("reason", reason);
    if (retryAfterMs != null) {
      members.put("retryAfterMs", retryAfterMs);
    }
    return ProblemException.of(
            HttpStatus.CONFLICT,
            "ProcessingFailedError",
            "The template could not be processed and nothing was written: "
                + reason
                + (reason.endsWith(".") ? " " : ". ")
                + (retryAfterMs == null
                    ? "It is left alone until somebody edits it or asks again."
                    : "It is tried again by itself in %d ms.".formatted(retryAfterMs)))
        .with(members);
  }
}
