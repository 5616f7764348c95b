package dev.fieldsync.gateway.update;

import dev.fieldsync.gateway.caller.Caller;
import dev.fieldsync.gateway.events.Acknowledgements;
import dev.fieldsync.gateway.problem.ProblemException;
import dev.fieldsync.gateway.template.TemplateIds;
import dev.fieldsync.gateway.template.Templates;
import dev.fieldsync.shared.kafka.Trace;
import dev.fieldsync.shared.update.TemplateEvent;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** Where an update begins: reads the change, has it published, and answers when it is decided. */
@RestController
@RequestMapping("/api/templates")
class TemplateUpdatesController {

  private final ChangeReader changes;
  private final UpdateBatchReader batchReader;
  private final Templates templates;
  private final AwaitedUpdates awaited;
  private final TemplateUpdates updates;
  private final UpdateBatches batches;
  private final UpdateAnswers answers;
  private final Acknowledgements acknowledgements;

  TemplateUpdatesController(
      ChangeReader changes,
      UpdateBatchReader batchReader,
      Templates templates,
      AwaitedUpdates awaited,
      TemplateUpdates updates,
      UpdateBatches batches,
      UpdateAnswers answers,
      Acknowledgements acknowledgements) {
    this.changes = changes;
    this.batchReader = batchReader;
    this.templates = templates;
    this.awaited = awaited;
    this.updates = updates;
    this.batches = batches;
    this.answers = answers;
    this.acknowledgements = acknowledgements;
  }

  @PostMapping
  CompletableFuture<ResponseEntity<byte[]>> create(
      @AuthenticationPrincipal Caller caller, HttpServletRequest request) throws IOException {
    caller.requireWriter();
    return submit(changes.create(request, caller), request);
  }

  /** PUT takes a partial body too, as it did in the product before. */
  @RequestMapping(
      path = "/{id}",
      method = {RequestMethod.PUT, RequestMethod.PATCH})
  CompletableFuture<ResponseEntity<byte[]>> update(
      @AuthenticationPrincipal Caller caller, @PathVariable String id, HttpServletRequest request)
      throws IOException {
    return submit(changes.update(request, changeable(id, caller), caller), request);
  }

  /** Many updates in one request; each is one of its own from here on. */
  @PostMapping("/{id}/updates")
  CompletableFuture<ResponseEntity<byte[]>> updates(
      @AuthenticationPrincipal Caller caller, @PathVariable String id, HttpServletRequest request)
      throws IOException {
    UpdateBatchReader.Batch batch = batchReader.read(request, changeable(id, caller), caller);
    return batches
        .submit(batch, Trace.continued(request.getHeader(Trace.HEADER)))
        .thenApply(answers::accepted);
  }

  /** Going back is an update like any other: a new version, and nothing is erased. */
  @PostMapping("/{id}/rollback")
  CompletableFuture<ResponseEntity<byte[]>> rollback(
      @AuthenticationPrincipal Caller caller, @PathVariable String id, HttpServletRequest request)
      throws IOException {
    return submit(changes.rollback(request, changeable(id, caller), caller), request);
  }

  private UUID changeable(String id, Caller caller) {
    caller.requireWriter();
    UUID templateId = TemplateIds.parse(id).orElseThrow(() -> TemplateIds.notFound(id));
    if (!templates.belongsTo(templateId, caller.organizationId())
        && !awaited.creates(templateId, caller.organizationId())) {
      throw TemplateIds.notFound(id);
    }
    return templateId;
  }

  private CompletableFuture<ResponseEntity<byte[]>> submit(
      Change change, HttpServletRequest request) {
    Trace trace = Trace.continued(request.getHeader(Trace.HEADER));
    Change.Terms terms = change.terms();
    return updates
        .submit(change, trace)
        .thenCompose(
            decided ->
                decided
                    .map(event -> acknowledged(terms, event))
                    .orElseGet(() -> CompletableFuture.completedFuture(answers.accepted(terms))));
  }

  private CompletableFuture<ResponseEntity<byte[]>> acknowledged(
      Change.Terms terms, TemplateEvent event) {
    return answers
        .decided(terms, event)
        .whenComplete(
            (answer, error) -> {
              if (answer != null || error instanceof ProblemException) {
                acknowledgements.answered(event);
              }
            });
  }
}
