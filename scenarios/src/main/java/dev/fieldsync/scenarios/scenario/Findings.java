package dev.fieldsync.scenarios.scenario;

import dev.fieldsync.scenarios.figures.Goal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a scenario found.
 *
 * @param figures by name, the unit in the name, in the order in which they are told
 * @param goals what should be so, and whether it is
 * @param meaning what follows from it when all goals are met, for people
 */
public record Findings(Map<String, Object> figures, List<Goal> goals, String meaning) {

  /** Collects findings. Not thread-safe. */
  public static final class Builder {

    private final Map<String, Object> figures = new LinkedHashMap<>();
    private final List<Goal> goals = new ArrayList<>();

    /** Adds a figure. */
    public Builder figure(String name, Object value) {
      figures.put(name, value);
      return this;
    }

    /** Adds a goal. */
    public Builder goal(Goal goal) {
      goals.add(goal);
      return this;
    }

    /** Adds a goal that something is so. */
    public Builder holds(String text, boolean holds) {
      return goal(Goal.holds(text, holds));
    }

    /** Returns what was collected. */
    public Findings meaning(String meaning) {
      return new Findings(new LinkedHashMap<>(figures), List.copyOf(goals), meaning);
    }
  }

  /** Says whether all goals are met. */
  public boolean passed() {
    return goals.stream().allMatch(Goal::met);
  }
}
