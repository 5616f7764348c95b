package dev.fieldsync.gateway.presence;

import dev.fieldsync.gateway.caller.Caller;
import dev.fieldsync.gateway.problem.ProblemException;
import dev.fieldsync.gateway.template.TemplateIds;
import dev.fieldsync.gateway.template.Templates;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who edits a template, over HTTP. */
@RestController
@RequestMapping("/api/templates/{id}/editors")
class EditorsController {

  /** A window says every four seconds that it is there; two of these may get lost. */
  private static final Duration LEASE = Duration.ofSeconds(12);

  private final Templates templates;
  private final EditorTable editors;

  EditorsController(Templates templates, EditorTable editors) {
    this.templates = templates;
    this.editors = editors;
  }

  /** The windows that edit, the asking one included. */
  record Editors(long leaseMs, List<Editor> editors) {}

  @GetMapping
  Editors editors(@AuthenticationPrincipal Caller caller, @PathVariable("id") String templateId) {
    return editing(template(caller, templateId));
  }

  @PutMapping("/{editorId}")
  Editors renew(
      @AuthenticationPrincipal Caller caller,
      @PathVariable("id") String templateId,
      @PathVariable String editorId) {
    UUID template = template(caller, templateId);
    editors.renew(template, editor(editorId), caller.actor(), LEASE);
    return editing(template);
  }

  @DeleteMapping("/{editorId}")
  ResponseEntity<Void> remove(
      @AuthenticationPrincipal Caller caller,
      @PathVariable("id") String templateId,
      @PathVariable String editorId) {
    editors.remove(template(caller, templateId), editor(editorId));
    return ResponseEntity.noContent().build();
  }

  private Editors editing(UUID template) {
    return new Editors(LEASE.toMillis(), editors.find(template));
  }

  private UUID template(Caller caller, String id) {
    return TemplateIds.parse(id)
        .filter(template -> templates.belongsTo(template, caller.organizationId()))
        .orElseThrow(() -> TemplateIds.notFound(id));
  }

  private static UUID editor(String id) {
    return TemplateIds.parse(id)
        .orElseThrow(
            () ->
                ProblemException.invalid(
                    "editorId", "must be a UUID", "A window names itself by a UUID of its own."));
  }
}
