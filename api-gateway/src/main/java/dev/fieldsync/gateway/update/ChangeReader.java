package dev.fieldsync.gateway.update;

import dev.fieldsync.gateway.caller.Caller;
import dev.fieldsync.gateway.problem.ProblemException;
import dev.fieldsync.gateway.template.EntityTags;
import dev.fieldsync.gateway.template.TemplateIds;
import dev.fieldsync.shared.json.Json;
import dev.fieldsync.shared.json.JsonPath;
import dev.fieldsync.shared.template.TemplateField;
import dev.fieldsync.shared.template.TemplateShape;
import dev.fieldsync.shared.template.Violation;
import dev.fieldsync.shared.update.Operation;
import dev.fieldsync.shared.update.Precondition;
import dev.fieldsync.shared.update.UpdateRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads a change out of an HTTP request; everything a sender can get wrong is found here. */
@Component
class ChangeReader {

  private static final String ID = "id";
  private static final String VERSION = "version";
  private static final int MAX_VERSION_LENGTH = 200;

  private final UpdateProperties properties;
  private final Clock clock;

  ChangeReader(UpdateProperties properties, Clock clock) {
    this.properties = properties;
    this.clock = clock;
  }

  /** Reads a new template. */
  Change create(HttpServletRequest request, Caller caller) throws IOException {
    ObjectNode body = RequestBody.read(request, properties.maxBody());
    Preferences preferences = preferences(request);
    Optional<UUID> key = idempotencyKey(request);
    UUID templateId = newTemplateId(body.get(ID), key, caller);
    Change change =
        change(body, preferences, key, templateId, caller, Operation.CREATE, null, List.of(ID));
    requireShape(TemplateShape.checkNew(change.request().patch()));
    return change;
  }

  /** Reads a change of a template that exists. */
  Change update(HttpServletRequest request, UUID templateId, Caller caller) throws IOException {
    if (request.getHeader("X-Base-Version") != null) {
      throw ProblemException.invalid(
          "X-Base-Version",
          "is not supported yet",
          "Three-way merging is not available yet, so your change was not applied. Send it without"
              + " X-Base-Version to merge it into the current version, or with If-Match to be told"
              + " when the template has moved on.");
    }
    ObjectNode body = RequestBody.read(request, properties.maxBody());
    JsonNode ownId = body.get(ID);
    if (ownId != null
        && !(ownId.isString() && ownId.stringValue().equalsIgnoreCase(templateId.toString()))) {
      throw ProblemException.invalid(
          "/id", "must be the id in the path", "The body's id is not the id in the path.");
    }
    Precondition precondition = precondition(request, body.get(VERSION));
    Change change =
        change(
            body,
            preferences(request),
            idempotencyKey(request),
            templateId,
            caller,
            Operation.MERGE,
            precondition,
            List.of(ID, VERSION));
    requireShape(TemplateShape.checkPatch(change.request().patch()));
    if (change.request().patch().isEmpty()) {
      throw ProblemException.invalid(
          "",
          "nothing to change",
          "Send at least one of name, sections, field_definitions and inspection_variants.");
    }
    return change;
  }

  private Change change(
      ObjectNode body,
      Preferences preferences,
      Optional<UUID> key,
      UUID templateId,
      Caller caller,
      Operation operation,
      @Nullable Precondition precondition,
      List<String> understood) {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    List<String> ignored = new ArrayList<>();
    for (Map.Entry<String, JsonNode> property : body.properties()) {
      if (TemplateField.of(property.getKey()).isPresent()) {
        patch.set(property.getKey(), property.getValue());
      } else if (!understood.contains(property.getKey())) {
        ignored.add(property.getKey());
      }
    }
    if (preferences.strict() && !ignored.isEmpty()) {
      throw ProblemException.invalid(
          "Prefer: handling=strict, and some fields of the body are unknown or cannot be written.",
          ignored.stream()
              .map(field -> new Violation(JsonPath.child("", field), "cannot be written"))
              .toList());
    }
    if (Json.text(patch).length() > properties.maxBody().toBytes()) {
      // Numbers such as 1e300 are stored with all their digits.
      throw RequestBody.tooLarge(properties.maxBody());
    }
    UpdateRequest request =
        UpdateRequest.of(
            key.orElseGet(UUID::randomUUID),
            templateId,
            caller.organizationId(),
            caller.actor(),
            operation,
            patch,
            precondition,
            clock.instant());
    return new Change(
        request, new Change.Terms(AcceptedUpdate.of(request), List.copyOf(ignored), preferences));
  }

  private Preferences preferences(HttpServletRequest request) {
    return Preferences.of(
        Collections.list(request.getHeaders("Prefer")), properties.applyTimeout());
  }

  private static Optional<UUID> idempotencyKey(HttpServletRequest request) {
    List<String> keys = Collections.list(request.getHeaders("Idempotency-Key"));
    if (keys.isEmpty()) {
      return Optional.empty();
    }
    String key = String.join(",", keys);
    // Some clients quote it, as the IETF draft of the header has it.
    return Optional.of(
        TemplateIds.parse(key.strip().replaceAll("^\"|\"$", ""))
            .orElseThrow(
                () ->
                    ProblemException.invalid(
                        "Idempotency-Key",
                        "must be a UUID",
                        "The header Idempotency-Key must be a UUID, a new one for each change.")));
  }

  /** A resent create without an id must reach the same template, so the key decides which one. */
  private static UUID newTemplateId(@Nullable JsonNode id, Optional<UUID> key, Caller caller) {
    if (id == null || id.isNull()) {
      return key.map(
              k ->
                  UUID.nameUUIDFromBytes(
                      (caller.organizationId() + "\n" + k).getBytes(StandardCharsets.UTF_8)))
          .orElseGet(UUID::randomUUID);
    }
    return Optional.of(id)
        .filter(JsonNode::isString)
        .flatMap(text -> TemplateIds.parse(text.stringValue()))
        .orElseThrow(
            () ->
                ProblemException.invalid(
                    "/id", "must be a UUID", "The id must be a UUID; leave it out to get one."));
  }

  private static @Nullable Precondition precondition(
      HttpServletRequest request, @Nullable JsonNode version) {
    Optional<List<String>> ifMatch;
    try {
      ifMatch =
          EntityTags.versions(
              request.getHeader(HttpHeaders.IF_MATCH) == null
                  ? null
                  : String.join(",", Collections.list(request.getHeaders(HttpHeaders.IF_MATCH))));
    } catch (IllegalArgumentException e) {
      throw ProblemException.invalid(
          "If-Match",
          "must be a list of entity tags",
          "The header If-Match must be the ETag of the version you read, such as"
              + " If-Match: \"3-1f2e3d4c\", with its quotation marks.");
    }
    if (ifMatch.isPresent()
        && (ifMatch.get().isEmpty() || !ifMatch.get().stream().allMatch(ChangeReader::isVersion))) {
      throw ProblemException.invalid(
          "If-Match",
          "must name a version",
          "The header If-Match must be the ETag of the version you read, not empty, not weak (W/)"
              + " and of at most "
              + MAX_VERSION_LENGTH
              + " characters.");
    }
    if (version != null && !(version.isString() && isVersion(version.stringValue()))) {
      throw ProblemException.invalid(
          "/version",
          "must be text of at most " + MAX_VERSION_LENGTH + " characters",
          "The body's version must be the version you read; leave it out to merge in any case.");
    }
    if (ifMatch.isPresent()) {
      if (version != null && !ifMatch.get().contains(version.stringValue())) {
        throw ProblemException.invalid(
            "/version",
            "must be the version in If-Match",
            "If-Match and the body's version name different versions. Send one of them.");
      }
      return new Precondition(Precondition.Source.IF_MATCH, ifMatch.get());
    }
    return version == null
        ? null
        : new Precondition(Precondition.Source.BODY, List.of(version.stringValue()));
  }

  private static boolean isVersion(String text) {
    return !text.isBlank() && text.length() <= MAX_VERSION_LENGTH;
  }

  private static void requireShape(List<Violation> violations) {
    if (!violations.isEmpty()) {
      Violation first = violations.get(0);
      throw ProblemException.invalid(
          (first.path() + " " + first.message() + ".")
              + (violations.size() > 1 ? " There is more, see errors." : ""),
          violations);
    }
  }
}
