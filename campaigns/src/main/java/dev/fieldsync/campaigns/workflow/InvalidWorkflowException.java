package dev.fieldsync.campaigns.workflow;

import dev.fieldsync.shared.template.Violation;
import java.util.List;
import java.util.stream.Collectors;

/** A definition that is no workflow; says everything that is wrong with it, for its author. */
public final class InvalidWorkflowException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Violation> violations;

  InvalidWorkflowException(List<Violation> violations) {
    super(
        violations.stream()
            .map(each -> each.path() + ": " + each.message())
            .collect(Collectors.joining("; ")));
    this.violations = List.copyOf(violations);
  }

  /** Returns what is wrong, at least one thing. */
  public List<Violation> violations() {
    return violations;
  }
}
