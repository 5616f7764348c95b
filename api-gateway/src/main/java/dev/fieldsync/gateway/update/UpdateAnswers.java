package dev.fieldsync.gateway.update;

import dev.fieldsync.gateway.problem.ProblemException;
import dev.fieldsync.gateway.template.TemplateBody;
import dev.fieldsync.shared.history.VersionKey;
import dev.fieldsync.shared.json.Json;
import dev.fieldsync.shared.merge.Conflict;
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

/** The answers to updates. */
@Component
class UpdateAnswers {

  private static final byte[] SUCCESS = "{\"success\":true".getBytes(StandardCharsets.UTF_8);
  private static final byte[] DATA = ",\"data\":".getBytes(StandardCharsets.UTF_8);

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
    return accepted(terms, UpdateStatus.PENDING);
  }

  /** All updates of a batch are durable: 202. */
  ResponseEntity<byte[]> accepted(List<Change.Terms> all) {
    List<Accepted> updates =
        all.stream().map(terms -> Accepted.of(terms, UpdateStatus.PENDING)).toList();
    return ResponseEntity.accepted()
        .contentType(MediaType.APPLICATION_JSON)
        .body(Json.mapper().writeValueAsBytes(Map.of("updates", updates)));
  }

  /** The update is decided: 201, 200, or its problem. */
  CompletableFuture<ResponseEntity<byte[]>> decided(Change.Terms terms, TemplateEvent event) {
    Long revision = event.revision();
    String version = event.version();
    if (event.status() != UpdateStatus.APPLIED || revision == null || version == null) {
      return CompletableFuture.failedFuture(problem(event));
    }
    CompletableFuture<List<Conflict>> conflicts = applied.conflicts(event);
    if (terms.preferences().minimal()) {
      return conflicts.thenApply(all -> applied(terms, event, version, all, null));
    }
    return applied
        .find(new VersionKey(event.templateId(), version))
        .thenCombine(
            conflicts,
            (body, all) ->
                body.map(found -> applied(terms, event, version, all, found))
                    .orElseGet(() -> accepted(terms, UpdateStatus.APPLIED)));
  }

  private static ResponseEntity<byte[]> applied(
      Change.Terms terms,
      TemplateEvent event,
      String version,
      List<Conflict> conflicts,
      @Nullable TemplateBody body) {
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
        created && body != null ? body.json() : success(terms, event, version, conflicts, body));
  }

  /** The template is JSON already and is not read again. */
  private static byte[] success(
      Change.Terms terms,
      TemplateEvent event,
      String version,
      List<Conflict> conflicts,
      @Nullable TemplateBody body) {
    byte[] rest =
        Json.mapper()
            .writeValueAsBytes(
                new Outcome(
                    version,
                    event.updateId(),
                    event.attempts().size(),
                    conflicts,
                    terms.ignoredFields()));
    ByteArrayOutputStream bytes =
        new ByteArrayOutputStream(rest.length + (body == null ? 0 : body.json().length) + 30);
    bytes.writeBytes(SUCCESS);
    if (body != null) {
      bytes.writeBytes(DATA);
      bytes.writeBytes(body.json());
    }
    bytes.write(',');
    bytes.write(rest, 1, rest.length - 1);
    return bytes.toByteArray();
  }

  private record Outcome(
      String newVersion,
      UUID updateId,
      int attempts,
      List<Conflict> conflicts,
      List<String> ignoredFields) {}

  private static ResponseEntity<byte[]> accepted(Change.Terms terms, UpdateStatus status) {
    return ResponseEntity.accepted()
        .location(statusUrl(terms.update().updateId()))
        .contentType(MediaType.APPLICATION_JSON)
        .body(Json.mapper().writeValueAsBytes(Accepted.of(terms, status)));
  }

  private record Accepted(
      UUID updateId, String status, String statusUrl, List<String> ignoredFields) {

    static Accepted of(Change.Terms terms, UpdateStatus status) {
      UUID updateId = terms.update().updateId();
      return new Accepted(
          updateId,
          status.code(),
          UpdateAnswers.statusUrl(updateId).toString(),
          terms.ignoredFields());
    }
  }

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
