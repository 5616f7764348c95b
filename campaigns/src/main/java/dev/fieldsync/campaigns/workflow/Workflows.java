package dev.fieldsync.campaigns.workflow;

import dev.fieldsync.shared.json.Json;
import dev.fieldsync.shared.template.Violation;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads workflows, and has the one that a campaign without its own gets. */
public final class Workflows {

  private static final String STANDARD =
      """
      {
        "schemaVersion": 1,
        "start": "send_email",
        "steps": {
          "send_email": {"kind": "send_email", "next": {"sent": "wait_for_reply"}},
          "wait_for_reply": {
            "kind": "wait_for_reply",
            "timeout": "PT48H",
            "next": {"reply": "analyze", "timeout": "take_action"}
          },
          "analyze": {"kind": "analyze", "next": {"*": "take_action"}},
          "take_action": {"kind": "take_action", "next": {"taken": "done"}},
          "done": {"kind": "done"}
        }
      }
      """;

  private Workflows() {}

  /** Returns the definition of the standard workflow, a new copy. */
  public static JsonNode standard() {
    return Json.parse(STANDARD);
  }

  /**
   * Reads and checks a definition that was stored. What it has besides and nothing looks at does
   * not matter, so that a stricter version still moves the jobs of older campaigns.
   *
   * @throws InvalidWorkflowException if it is none, with everything that is wrong
   */
  public static Workflow read(JsonNode definition) {
    return read(definition, false);
  }

  /**
   * Reads and checks a definition that somebody sends for a new campaign: as {@link #read}, and
   * every name in it has to mean something, every parameter to be of its type.
   *
   * @throws InvalidWorkflowException if it is none, with everything that is wrong
   */
  public static Workflow readNew(JsonNode definition) {
    return read(definition, true);
  }

  private static Workflow read(JsonNode definition, boolean isNew) {
    List<Violation> violations = new ArrayList<>();
    Workflow workflow = new WorkflowReader(violations).read(definition);
    if (violations.isEmpty()) {
      WorkflowCheck.check(workflow, violations);
    }
    if (isNew) {
      NewDefinitionCheck.check(definition, workflow, violations);
    }
    if (!violations.isEmpty()) {
      throw new InvalidWorkflowException(violations);
    }
    return workflow;
  }
}
