package dev.fieldsync.campaigns.workflow;

import dev.fieldsync.shared.json.JsonPath;
import dev.fieldsync.shared.template.Violation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Checks that the steps of a workflow fit together. */
final class WorkflowCheck {

  private final Workflow workflow;
  private final Map<String, Step> steps;
  private final List<Violation> violations;

  private WorkflowCheck(Workflow workflow, List<Violation> violations) {
    this.workflow = workflow;
    this.steps = new TreeMap<>(workflow.steps());
    this.violations = violations;
  }

  static void check(Workflow workflow, List<Violation> violations) {
    WorkflowCheck check = new WorkflowCheck(workflow, violations);
    check.routesLeadSomewhere();
    if (violations.isEmpty()) {
      check.startIsWork();
      check.everyStepIsReached();
      check.everyStepCanEnd();
      check.circlesHaveWaits();
    }
  }

  private void routesLeadSomewhere() {
    KnownNames names = KnownNames.of(steps.keySet());
    if (!steps.containsKey(workflow.start())) {
      wrong("/start", noStep(workflow.start(), names));
    }
    for (Step step : steps.values()) {
      new TreeMap<>(step.next())
          .forEach(
              (outcome, target) -> {
                if (!steps.containsKey(target)) {
                  wrong(
                      JsonPath.child(path(step.name()) + "/next", outcome), noStep(target, names));
                }
              });
    }
  }

  private static String noStep(String name, KnownNames names) {
    return "There is no step " + name + names.hint(name);
  }

  private void startIsWork() {
    StepKind kind = workflow.step(workflow.start()).kind();
    if (kind.isWait() || kind.isEnd()) {
      wrong("/start", "A workflow cannot begin with a step of kind " + kind.code());
    }
  }

  private void everyStepIsReached() {
    Set<String> reached =
        reach(List.of(workflow.start()), name -> workflow.step(name).next().values());
    for (String name : steps.keySet()) {
      if (!reached.contains(name)) {
        wrong(path(name), "No route leads to this step; add one, or remove it");
      }
    }
  }

  private void everyStepCanEnd() {
    Map<String, List<String>> before = new HashMap<>();
    List<String> ends = new ArrayList<>();
    for (Step step : steps.values()) {
      step.next()
          .values()
          .forEach(
              next -> before.computeIfAbsent(next, each -> new ArrayList<>()).add(step.name()));
      if (step.kind().isEnd()) {
        ends.add(step.name());
      }
    }
    Set<String> ending = reach(ends, name -> before.getOrDefault(name, List.of()));
    for (String name : steps.keySet()) {
      if (!ending.contains(name)) {
        wrong(path(name), "No route from this step leads to one of kind done");
      }
    }
  }

  /**
   * What is left after taking away, again and again, steps that no other one leads to, is circles.
   */
  private void circlesHaveWaits() {
    Map<String, Integer> incoming = new HashMap<>();
    for (Step step : steps.values()) {
      workTargets(step).forEach(next -> incoming.merge(next, 1, Integer::sum));
    }
    Deque<String> free = new ArrayDeque<>();
    steps.keySet().stream().filter(name -> !incoming.containsKey(name)).forEach(free::add);
    Set<String> left = new HashSet<>(steps.keySet());
    while (!free.isEmpty()) {
      String name = free.remove();
      left.remove(name);
      for (String next : workTargets(workflow.step(name))) {
        if (incoming.merge(next, -1, Integer::sum) == 0) {
          free.add(next);
        }
      }
    }
    for (String name : steps.keySet()) {
      if (left.contains(name) && returns(name, left)) {
        wrong(path(name), "This step leads back to itself without a wait in between");
      }
    }
  }

  private boolean returns(String name, Set<String> within) {
    Function<String, Collection<String>> next =
        each -> workTargets(workflow.step(each)).stream().filter(within::contains).toList();
    return reach(next.apply(name), next).contains(name);
  }

  /** A wait is where a circle may be closed. */
  private static Collection<String> workTargets(Step step) {
    return step.kind().isWait() ? List.of() : Set.copyOf(step.next().values());
  }

  private static Set<String> reach(
      Collection<String> from, Function<String, Collection<String>> next) {
    Set<String> reached = new HashSet<>(from);
    Deque<String> open = new ArrayDeque<>(from);
    while (!open.isEmpty()) {
      for (String name : next.apply(open.remove())) {
        if (reached.add(name)) {
          open.add(name);
        }
      }
    }
    return reached;
  }

  private static String path(String name) {
    return JsonPath.child("/steps", name);
  }

  private void wrong(String path, String message) {
    violations.add(new Violation(path, message));
  }
}
