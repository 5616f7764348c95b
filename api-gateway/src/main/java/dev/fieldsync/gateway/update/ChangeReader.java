package dev.fieldsync.gateway.update;

import dev.fieldsync.gateway.caller.Caller;
import dev.fieldsync.gateway.problem.ProblemException;
import dev.fieldsync.gateway.template.TemplateIds;
import dev.fieldsync.shared.json.Json;
import dev.fieldsync.shared.json.JsonPath;
import dev.fieldsync.shared.template.TemplateField;
import dev.fieldsync.shared.template.TemplateShape;
import dev.fieldsync.shared.template.Violation;
import dev.fieldsync.shared.update.Operation;
import dev.fieldsync.shared.update.UpdateRequest;
import dev.fieldsync.shared.update.UpdateRequest.Against;
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
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads a change out of an HTTP request; everything a sender can get wrong is found here. */
@Component
class ChangeReader {

  private static final String ID = "id";
  private static final String VERSION = "version";

  private final UpdateProperties properties;
  private final Clock clock;

  ChangeReader(UpdateProperties properties, Clock clock) {
    this.properties = properties;
    this.clock = clock;
  }

  /** Reads a new template. */
  Change create(HttpServletRequest request, Caller caller) throws IOException {
    ObjectNode body = RequestBody.object(request, properties.maxBody());
    requireNoBase(request);
    Optional<UUID> key = IdempotencyKeys.of(request);
    Preferences preferences = preferences(request);
    Fields fields = fields(body, preferences, List.of(ID));
    requireShape(TemplateShape.checkNew(fields.known()));
    return change(
        new Ids(newTemplateId(body.get(ID), key, caller), key.orElseGet(UUID::randomUUID)),
        caller,
        new Wish(Operation.CREATE, fields.known(), Against.ANY, fields.ignored()),
        preferences);
  }

  /** Reads a change of a template that exists. */
  Change update(HttpServletRequest request, UUID templateId, Caller caller) throws IOException {
    Ids ids = ids(request, templateId);
    if (RequestBody.isJsonPatch(request)) {
      JsonNode body = RequestBody.read(request, properties.maxBody());
      JsonPatchBody.check(body);
      return change(
          ids,
          caller,
          new Wish(Operation.JSON_PATCH, body, Conditions.of(request, null), List.of()),
          preferences(request));
    }
    ObjectNode body = RequestBody.object(request, properties.maxBody());
    Against against = Conditions.of(request, body.get(VERSION));
    return merge(ids, body, against, caller, preferences(request));
  }

  /**
   * Reads a change of a template that exists.
   *
   * @param body the partial template
   * @param against the version on which it was made
   */
  Change merge(Ids ids, ObjectNode body, Against against, Caller caller, Preferences preferences) {
    JsonNode ownId = body.get(ID);
    if (ownId != null
        && !(ownId.isString() && ownId.stringValue().equalsIgnoreCase(ids.template().toString()))) {
      throw ProblemException.invalid(
          "/id", "must be the id in the path", "The body's id is not the id in the path.");
    }
    Fields fields = fields(body, preferences, List.of(ID, VERSION));
    requireShape(TemplateShape.checkPatch(fields.known()));
    if (fields.known().isEmpty()) {
      throw ProblemException.invalid(
          "",
          "nothing to change",
          "Send at least one of name, sections, field_definitions and inspection_variants.");
    }
    return change(
        ids,
        caller,
        new Wish(Operation.MERGE, fields.known(), against, fields.ignored()),
        preferences);
  }

  /** Reads the wish to go back to an earlier version. */
  Change rollback(HttpServletRequest request, UUID templateId, Caller caller) throws IOException {
    ObjectNode body = RequestBody.object(request, properties.maxBody());
    JsonNode toVersion = body.get(UpdateRequest.TO_VERSION);
    if (toVersion == null
        || !toVersion.isString()
        || !Conditions.isVersion(toVersion.stringValue())) {
      throw ProblemException.invalid(
          "/toVersion",
          "must be a version of the template",
          "Say which version to go back to: {\"toVersion\": \"3-1f2e3d4c\"}. The template's history"
              + " lists them.");
    }
    Against against = Conditions.of(request, body.get(VERSION));
    List<String> ignored =
        body.propertyNames().stream()
            .filter(name -> !name.equals(UpdateRequest.TO_VERSION) && !name.equals(VERSION))
            .toList();
    Preferences preferences = preferences(request);
    requireNoneIgnored(ignored, preferences);
    ObjectNode wish = JsonNodeFactory.instance.objectNode();
    wish.set(UpdateRequest.TO_VERSION, toVersion);
    return change(
        ids(request, templateId),
        caller,
        new Wish(Operation.ROLLBACK, wish, against, ignored),
        preferences);
  }

  /** Which update of which template. */
  record Ids(UUID template, UUID update) {}

  private static Ids ids(HttpServletRequest request, UUID templateId) {
    return new Ids(templateId, IdempotencyKeys.of(request).orElseGet(UUID::randomUUID));
  }

  /** What is asked for, and what was said besides. */
  private record Wish(
      Operation operation, JsonNode patch, Against against, List<String> ignoredFields) {}

  private record Fields(ObjectNode known, List<String> ignored) {}

  private static Fields fields(ObjectNode body, Preferences preferences, List<String> understood) {
    ObjectNode known = JsonNodeFactory.instance.objectNode();
    List<String> ignored = new ArrayList<>();
    for (Map.Entry<String, JsonNode> property : body.properties()) {
      if (TemplateField.of(property.getKey()).isPresent()) {
        known.set(property.getKey(), property.getValue());
      } else if (!understood.contains(property.getKey())) {
        ignored.add(property.getKey());
      }
    }
    requireNoneIgnored(ignored, preferences);
    return new Fields(known, List.copyOf(ignored));
  }

  private static void requireNoneIgnored(List<String> ignored, Preferences preferences) {
    if (preferences.strict() && !ignored.isEmpty()) {
      throw ProblemException.invalid(
          "Prefer: handling=strict, and some fields of the body are unknown or cannot be written.",
          ignored.stream()
              .map(field -> new Violation(JsonPath.child("", field), "cannot be written"))
              .toList());
    }
  }

  private Change change(Ids ids, Caller caller, Wish wish, Preferences preferences) {
    if (Json.text(wish.patch()).length() > properties.maxBody().toBytes()) {
      // Numbers such as 1e300 are stored with all their digits.
      throw RequestBody.tooLarge(properties.maxBody());
    }
    UpdateRequest request =
        UpdateRequest.of(
            ids.update(),
            ids.template(),
            caller.organizationId(),
            caller.actor(),
            wish.operation(),
            wish.patch(),
            wish.against(),
            clock.instant());
    return new Change(
        request, new Change.Terms(AcceptedUpdate.of(request), wish.ignoredFields(), preferences));
  }

  /** Reads what the sender prefers. */
  Preferences preferences(HttpServletRequest request) {
    return Preferences.of(
        Collections.list(request.getHeaders("Prefer")), properties.applyTimeout());
  }

  private static void requireNoBase(HttpServletRequest request) {
    if (request.getHeader(Conditions.BASE_VERSION) != null) {
      throw ProblemException.invalid(
          Conditions.BASE_VERSION,
          "means nothing for a new template",
          "A new template has no earlier version. Leave out X-Base-Version, or PATCH a template.");
    }
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
