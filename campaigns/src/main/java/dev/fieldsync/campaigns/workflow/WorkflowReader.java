package dev.fieldsync.campaigns.workflow;

import dev.fieldsync.shared.json.JsonPath;
import dev.fieldsync.shared.template.Violation;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns JSON into steps and notes what cannot be read; whether they fit together is checked later.
 */
final class WorkflowReader {

  private static final int MAX_STEPS = 50;
  private static final int MAX_ATTEMPTS = 50;

  /** Stands for every outcome that has no route of its own. */
  private static final String OTHERWISE = "*";

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,49}");
  private static final KnownNames STEP_KEYS =
      KnownNames.of(List.of("kind", "next", "timeout", "maxAttempts", "parameters"));
  private static final KnownNames KINDS =
      KnownNames.of(Arrays.stream(StepKind.values()).map(StepKind::code).toList());
  private static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(1);

  private final List<Violation> violations;

  WorkflowReader(List<Violation> violations) {
    this.violations = violations;
  }

  /** Reads as much as can be read. */
  Workflow read(JsonNode definition) {
    if (!(definition instanceof ObjectNode object)) {
      wrong("", "A workflow is an object with start and steps");
      return new Workflow("", Map.of());
    }
    if (object.path("schemaVersion").asInt(1) != 1) {
      wrong("/schemaVersion", "This version knows schemaVersion 1 only");
    }
    Map<String, Step> steps = new LinkedHashMap<>();
    if (object.path("steps") instanceof ObjectNode all && !all.isEmpty()) {
      if (all.size() > MAX_STEPS) {
        wrong("/steps", "A workflow has at most " + MAX_STEPS + " steps");
      }
      all.properties()
          .forEach(
              each -> {
                Step step = step(each.getKey(), each.getValue());
                if (step != null) {
                  steps.put(each.getKey(), step);
                }
              });
    } else {
      wrong("/steps", "A workflow needs steps, an object of steps by name");
    }
    JsonNode start = object.path("start");
    if (!start.isString()) {
      wrong("/start", "A workflow needs the name of its first step");
    }
    return new Workflow(start.asString(""), steps);
  }

  private @Nullable Step step(String name, JsonNode json) {
    String path = JsonPath.child("/steps", name);
    if (!NAME.matcher(name).matches()) {
      wrong(path, "A step's name has up to 50 of a-z, 0-9, _ and -, and begins with a letter");
    }
    if (!(json instanceof ObjectNode object)) {
      wrong(path, "A step is an object with a kind");
      return null;
    }
    for (String key : new TreeSet<>(object.propertyNames())) {
      if (!STEP_KEYS.has(key)) {
        wrong(JsonPath.child(path, key), STEP_KEYS.unknown(key));
      }
    }
    String code = object.path("kind").asString("");
    StepKind kind = StepKind.of(code).orElse(null);
    if (kind == null) {
      wrong(path + "/kind", "A step's kind is one of " + KINDS.listed() + KINDS.hint(code));
      return null;
    }
    return new Step(
        name,
        kind,
        next(path + "/next", kind, object.path("next")),
        timeout(path + "/timeout", kind, object.path("timeout")),
        attempts(path + "/maxAttempts", kind, object.path("maxAttempts")),
        parameters(path + "/parameters", object.path("parameters")));
  }

  private Map<String, String> next(String path, StepKind kind, JsonNode json) {
    Map<String, String> given = new HashMap<>();
    if (json instanceof ObjectNode object) {
      object.properties().forEach(each -> route(path, kind, given, each.getKey(), each.getValue()));
    } else if (!json.isMissingNode()) {
      wrong(path, "next is an object: by outcome, the name of the next step");
    }
    String otherwise = given.remove(OTHERWISE);
    if (otherwise != null) {
      kind.outcomes().forEach(outcome -> given.putIfAbsent(outcome, otherwise));
    }
    for (String outcome : kind.sortedOutcomes()) {
      if (!given.containsKey(outcome)) {
        wrong(path, "There is no route for the outcome " + outcome + "; add it, or one for *");
      }
    }
    return given;
  }

  private void route(
      String path, StepKind kind, Map<String, String> given, String outcome, JsonNode target) {
    if (!kind.outcomes().contains(outcome) && !outcome.equals(OTHERWISE)) {
      wrong(
          JsonPath.child(path, outcome),
          kind.isEnd()
              ? "Nothing follows a step of kind " + kind.code()
              : unknownOutcome(kind, outcome));
    } else if (!target.isString()) {
      wrong(JsonPath.child(path, outcome), "A route is the name of a step");
    } else {
      given.put(outcome, target.asString());
    }
  }

  private static String unknownOutcome(StepKind kind, String given) {
    KnownNames outcomes = KnownNames.of(kind.sortedOutcomes());
    return "A step of kind %s has the outcomes %s%s"
        .formatted(kind.code(), outcomes.listed(), outcomes.hint(given));
  }

  private Duration timeout(String path, StepKind kind, JsonNode json) {
    if (json.isMissingNode()) {
      return kind.defaultTimeout();
    }
    Duration timeout = duration(json.asString(""));
    if (timeout != null
        && timeout.compareTo(SHORTEST_TIMEOUT) >= 0
        && timeout.compareTo(kind.longestTimeout()) <= 0) {
      return timeout;
    }
    wrong(
        path,
        "A time-out is an ISO 8601 duration, such as PT48H, from %s to %s"
            .formatted(SHORTEST_TIMEOUT, kind.longestTimeout()));
    return kind.defaultTimeout();
  }

  private static @Nullable Duration duration(String text) {
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private int attempts(String path, StepKind kind, JsonNode json) {
    if (json.isMissingNode()) {
      return kind.defaultAttempts();
    }
    if (json.isInt() && json.asInt() >= 1 && json.asInt() <= MAX_ATTEMPTS) {
      return json.asInt();
    }
    wrong(path, "maxAttempts is a number from 1 to " + MAX_ATTEMPTS);
    return kind.defaultAttempts();
  }

  private ObjectNode parameters(String path, JsonNode json) {
    if (json instanceof ObjectNode object) {
      return object;
    }
    if (!json.isMissingNode()) {
      wrong(path, "parameters is an object");
    }
    return JsonNodeFactory.instance.objectNode();
  }

  private void wrong(String path, String message) {
    violations.add(new Violation(path, message));
  }
}
