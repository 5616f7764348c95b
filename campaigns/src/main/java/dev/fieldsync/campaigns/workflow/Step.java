package dev.fieldsync.campaigns.workflow;

import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * One step of a workflow. Immutable, but for {@code parameters}, which nobody changes.
 *
 * @param name its name, unique in the workflow
 * @param kind what it does
 * @param next by outcome, the name of the step that follows; has every outcome of the kind
 * @param timeout for a wait, how long it rests at the most; else, how long one attempt may take
 * @param maxAttempts how often it is tried before its job goes to the dead letters
 * @param parameters what the step is told besides, empty for nothing
 */
public record Step(
    String name,
    StepKind kind,
    Map<String, String> next,
    Duration timeout,
    int maxAttempts,
    ObjectNode parameters) {

  /** Copies the routes. */
  public Step {
    next = Map.copyOf(next);
  }
}
