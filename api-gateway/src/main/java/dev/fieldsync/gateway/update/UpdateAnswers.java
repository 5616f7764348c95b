package dev.fieldsync.gateway.update;

import dev.fieldsync.gateway.problem.ProblemException;
import dev.fieldsync.gateway.template.TemplateBody;
import dev.fieldsync.gateway.template.TemplateVersions.Wanted;
import dev.fieldsync.shared.json.Json;
import dev.fieldsync.shared.update.Operation;
import dev.fieldsync.shared.update.TemplateEvent;
import dev.fieldsync.shared.update.UpdateProblem;
import dev.fieldsync.shared.update.UpdateStatus;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/** The answers to updates. */
@Component
class UpdateAnswers {

  private final AppliedTemplates applied;

  UpdateAnswers(AppliedTemplates applied) {
    this.applied = applied;
  }

  /** Returns the address where an update's status is found. */
  static URI statusUrl(UUID updateId) {
    return URI.create("/api/updates/" + updateId);
  }

  /** The update is durable and not decided yet: 202. */
  ResponseEntity<byte[]> accepted(Change.Terms terms) {
    return accepted(terms.update().updateId(), UpdateStatus.PENDING);
  }

  /** The update is decided: 201, 200, or its problem. */
  CompletableFuture<ResponseEntity<byte[]>> decided(Change.Terms terms, TemplateEvent event) {
    Long revision = event.revision();
    String version = event.version();
    if (event.status() != UpdateStatus.APPLIED || revision == null || version == null) {
      return CompletableFuture.failedFuture(problem(event));
    }
    if (terms.preferences().minimal()) {
      return CompletableFuture.completedFuture(applied(terms, event, version, null));
    }
    return applied
        .find(new Wanted(event.templateId(), revision, version))
        .thenApply(
            body ->
                body.map(found -> applied(terms, event, version, found))
                    .orElseGet(() -> accepted(event.updateId(), UpdateStatus.APPLIED)));
  }

  private static ResponseEntity<byte[]> applied(
      Change.Terms terms, TemplateEvent event, String version, @Nullable TemplateBody body) {
    boolean created = event.operation() == Operation.CREATE;
    ResponseEntity.BodyBuilder answer =
        created
            ? ResponseEntity.created(URI.create("/api/templates/" + event.templateId()))
            : ResponseEntity.ok();
    answer.eTag('"' + version + '"').contentType(MediaType.APPLICATION_JSON);
    if (body == null) {
      answer.header("Preference-Applied", "return=minimal");
    }
    return answer.body(
        created && body != null ? body.json() : success(terms, event, version, body));
  }

  private static byte[] success(
      Change.Terms terms, TemplateEvent event, String version, @Nullable TemplateBody body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = Json.mapper().createGenerator(bytes)) {
      json.writeStartObject();
      json.writeBooleanProperty("success", true);
      if (body != null) {
        json.writeName("data");
        json.writeRawValue(new String(body.json(), StandardCharsets.UTF_8));
      }
      json.writeStringProperty("newVersion", version);
      json.writeStringProperty("updateId", event.updateId().toString());
      json.writeNumberProperty("attempts", event.attempts().size());
      json.writePOJOProperty("conflicts", List.of());
      json.writePOJOProperty("ignoredFields", terms.ignoredFields());
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private static ResponseEntity<byte[]> accepted(UUID updateId, UpdateStatus status) {
    URI statusUrl = statusUrl(updateId);
    return ResponseEntity.accepted()
        .location(statusUrl)
        .contentType(MediaType.APPLICATION_JSON)
        .body(
            Json.mapper()
                .writeValueAsBytes(new Accepted(updateId, status.code(), statusUrl.toString())));
  }

  private record Accepted(UUID updateId, String status, String statusUrl) {}

  private static ProblemException problem(TemplateEvent event) {
    UpdateProblem problem =
        Optional.ofNullable(event.problem())
            .orElseThrow(() -> new IllegalStateException("An update was refused without a reason"));
    Map<String, Object> members = new HashMap<>();
    members.put("updateId", event.updateId());
    members.put("attempts", event.attempts().size());
    if (problem.currentVersion() != null) {
      members.put("currentVersion", problem.currentVersion());
    }
    return ProblemException.of(
            HttpStatus.valueOf(problem.status()), problem.title(), problem.detail())
        .at(problem.errors())
        .with(members);
  }
}
