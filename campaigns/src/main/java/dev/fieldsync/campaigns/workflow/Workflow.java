package dev.fieldsync.campaigns.workflow;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * A checked workflow: every route leads somewhere, every step is reached and can reach the end, and
 * no circle is without a wait. Immutable and pure: the same step and outcome always lead to the
 * same place.
 *
 * @param start the name of the first step, which is neither a wait nor an end
 * @param steps by name
 */
public record Workflow(String start, Map<String, Step> steps) {

  /**
   * A job that has this many steps behind it, waits among them, is going round in circles, and goes
   * to the dead letters; one that is replayed, after as many again.
   */
  public static final int MAX_VISITS = 200;

  /** Copies the steps. */
  public Workflow {
    steps = Map.copyOf(steps);
  }

  /**
   * Returns the step of this name.
   *
   * @throws IllegalArgumentException if the workflow has none
   */
  public Step step(String name) {
    Step step = steps.get(name);
    if (step == null) {
      throw new IllegalArgumentException("The workflow has no step " + name);
    }
    return step;
  }

  /**
   * Returns where a job goes from a step.
   *
   * @param name the step that it is at
   * @param outcome what came of it
   * @throws IllegalArgumentException if the workflow has no such step, or the step no such outcome
   */
  public Step after(String name, String outcome) {
    Step step = step(name);
    String next = step.next().get(outcome);
    if (next == null) {
      throw new IllegalArgumentException(
          "Step %s of kind %s has no outcome %s; it has %s"
              .formatted(name, step.kind().code(), outcome, step.kind().sortedOutcomes()));
    }
    return step(next);
  }

  /** Returns whether a job at this step is at a wait or may come to one. */
  public boolean canWaitFrom(String name) {
    Set<String> reached = new HashSet<>(Set.of(name));
    Deque<String> open = new ArrayDeque<>(reached);
    while (!open.isEmpty()) {
      Step step = step(open.remove());
      if (step.kind().isWait()) {
        return true;
      }
      step.next().values().stream().filter(reached::add).forEach(open::add);
    }
    return false;
  }

  /**
   * Returns how many steps of work a job at this step has before it comes to a wait or to its end,
   * on the longest way; at a wait that is over, one for the wait and then what follows.
   */
  public int workAhead(String name) {
    return workAhead(name, new HashMap<>());
  }

  private int workAhead(String name, Map<String, Integer> known) {
    Integer before = known.get(name);
    if (before != null) {
      return before;
    }
    Step step = step(name);
    int longest = 0;
    for (String next : Set.copyOf(step.next().values())) {
      // Every circle has a wait, so this comes to an end.
      longest = Math.max(longest, step(next).kind().isWait() ? 0 : workAhead(next, known));
    }
    int ahead = step.kind().isEnd() ? 0 : 1 + longest;
    known.put(name, ahead);
    return ahead;
  }
}
