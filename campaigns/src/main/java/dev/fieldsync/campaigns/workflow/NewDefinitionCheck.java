package dev.fieldsync.campaigns.workflow;

import dev.fieldsync.campaigns.mail.InvalidMailTextException;
import dev.fieldsync.campaigns.mail.MailText;
import dev.fieldsync.shared.campaign.CampaignAction;
import dev.fieldsync.shared.json.JsonPath;
import dev.fieldsync.shared.template.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Checks what a new definition says that nothing else has to understand: that there are no names at
 * the top which mean nothing, that every parameter is one that its step's kind looks at, and of the
 * right type, and that no end has a route. Stored definitions are read without this, so that no
 * update strands a campaign.
 */
final class NewDefinitionCheck {

  private static final int MAX_ACTION = 200;

  private static final Map<StepKind, KnownNames> KNOWN =
      Map.of(
          StepKind.SEND_EMAIL, KnownNames.of(List.of("subject", "body")),
          StepKind.TAKE_ACTION, KnownNames.of(List.of("actions")));

  private static final KnownNames TOP = KnownNames.of(List.of("schemaVersion", "start", "steps"));
  private static final KnownNames NONE = KnownNames.of(List.of());
  private static final KnownNames SENTIMENTS = sentiments();

  private final List<Violation> violations;

  private NewDefinitionCheck(List<Violation> violations) {
    this.violations = violations;
  }

  /**
   * Checks a definition.
   *
   * @param workflow as much of it as could be read
   */
  static void check(JsonNode definition, Workflow workflow, List<Violation> violations) {
    NewDefinitionCheck check = new NewDefinitionCheck(violations);
    check.top(definition);
    new TreeMap<>(workflow.steps())
        .forEach(
            (name, step) -> {
              String path = JsonPath.child("/steps", name);
              check.parameters(path + "/parameters", step);
              if (step.kind().isEnd()) {
                check.end(path + "/next", definition.path("steps").path(name).path("next"));
              }
            });
  }

  private static KnownNames sentiments() {
    List<String> sentiments = new ArrayList<>(StepKind.ANALYZE.sortedOutcomes());
    sentiments.add(CampaignAction.NO_REPLY);
    return KnownNames.of(sentiments);
  }

  private void top(JsonNode definition) {
    for (String name : new TreeSet<>(definition.propertyNames())) {
      if (!TOP.has(name)) {
        wrong(JsonPath.child("", name), TOP.unknown(name));
      }
    }
    JsonNode version = definition.get("schemaVersion");
    if (version != null && !version.isInt()) {
      wrong("/schemaVersion", "must be the number 1");
    }
  }

  private void end(String path, JsonNode next) {
    if (next.has("*")) {
      wrong(path + "/*", "Nothing follows a step of kind " + StepKind.DONE.code());
    }
  }

  private void parameters(String path, Step step) {
    KnownNames known = KNOWN.getOrDefault(step.kind(), NONE);
    step.parameters()
        .properties()
        .forEach(
            each -> {
              String at = JsonPath.child(path, each.getKey());
              if (!known.has(each.getKey())) {
                wrong(at, known == NONE ? none(step.kind()) : known.unknown(each.getKey()));
              } else if (step.kind() == StepKind.TAKE_ACTION) {
                actions(at, each.getValue());
              } else {
                mailText(at, each.getKey(), each.getValue());
              }
            });
  }

  private static String none(StepKind kind) {
    return "is not known here; a step of kind %s has no parameters".formatted(kind.code());
  }

  private void mailText(String path, String name, JsonNode json) {
    if (!json.isString()) {
      wrong(path, "must be text, not blank");
      return;
    }
    try {
      if (name.equals("subject")) {
        MailText.subject(json.stringValue());
      } else {
        MailText.body(json.stringValue());
      }
    } catch (InvalidMailTextException e) {
      wrong(path, String.valueOf(e.getMessage()));
    }
  }

  private void actions(String path, JsonNode json) {
    if (!(json instanceof ObjectNode object)) {
      wrong(path, "must be an object: by sentiment, the name of an action");
      return;
    }
    object
        .properties()
        .forEach(
            each -> {
              String at = JsonPath.child(path, each.getKey());
              if (!SENTIMENTS.has(each.getKey())) {
                wrong(at, SENTIMENTS.unknown(each.getKey()));
              } else if (!isAction(each.getValue())) {
                wrong(at, "must be text of 1 to %d characters, not blank".formatted(MAX_ACTION));
              }
            });
  }

  private static boolean isAction(JsonNode json) {
    return json.isString()
        && !json.stringValue().isBlank()
        && json.stringValue().length() <= MAX_ACTION;
  }

  private void wrong(String path, String message) {
    violations.add(new Violation(path, message));
  }
}
