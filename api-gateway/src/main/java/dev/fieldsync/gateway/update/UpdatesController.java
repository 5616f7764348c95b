package dev.fieldsync.gateway.update;

import dev.fieldsync.gateway.caller.Caller;
import dev.fieldsync.gateway.problem.ProblemException;
import dev.fieldsync.gateway.template.TemplateIds;
import dev.fieldsync.gateway.template.Templates;
import dev.fieldsync.shared.update.TemplateEvent;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/updates/{updateId}}: what became of an update. */
@RestController
class UpdatesController {

  private final AwaitedUpdates awaited;
  private final UpdateTable decided;
  private final QueuedUpdates queued;
  private final LostUpdates lost;
  private final Templates templates;
  private final AnswerTimes answers;

  UpdatesController(
      AwaitedUpdates awaited,
      UpdateTable decided,
      QueuedUpdates queued,
      LostUpdates lost,
      Templates templates,
      AnswerTimes answers) {
    this.awaited = awaited;
    this.decided = decided;
    this.queued = queued;
    this.lost = lost;
    this.templates = templates;
    this.answers = answers;
  }

  @GetMapping("/api/updates/{updateId}")
  UpdateView update(@AuthenticationPrincipal Caller caller, @PathVariable String updateId) {
    UUID id = TemplateIds.parse(updateId).orElseThrow(() -> notFound(updateId));
    // A worker decides, then commits its offset: who is not in the queue any more is in the table.
    return find(id)
        .or(() -> lost(id, caller).filter(update -> !update.replayed()).map(UpdateView::lost))
        .or(() -> awaited.find(id).map(UpdateView::pending))
        .or(() -> queued.find(id).map(UpdateView::pending))
        .or(() -> find(id))
        .or(() -> lost(id, caller).map(UpdateView::lost))
        .filter(update -> update.organizationId().equals(caller.organizationId()))
        .orElseThrow(() -> notFound(updateId));
  }

  private Optional<LostUpdate> lost(UUID id, Caller caller) {
    return lost.find(id, caller.organizationId());
  }

  private Optional<UpdateView> find(UUID id) {
    Optional<TemplateEvent> event = decided.find(id);
    event
        .filter(applied -> applied.revision() != null)
        .ifPresent(applied -> templates.onEvent(applied));
    return event.map(update -> UpdateView.decided(update, answers.of(id).orElse(null)));
  }

  private static ProblemException notFound(String updateId) {
    String shown = updateId.length() > 100 ? updateId.substring(0, 100) + "..." : updateId;
    return ProblemException.of(
        HttpStatus.NOT_FOUND,
        "UpdateNotFound",
        "No update with the id " + shown + " was accepted from your organization.");
  }
}
