package dev.fieldsync.scenarios.bench.traffic;

import dev.fieldsync.scenarios.figures.Goal;
import java.util.List;

/** What Fieldsync must not do in any benchmark of templates. */
public final class TrafficGoals {

  private TrafficGoals() {}

  /**
   * Returns the goals that nothing fails and nothing is lost.
   *
   * @param ours what Fieldsync did; without any there are no goals
   */
  public static List<Goal> nothingFails(List<Measurement> ours) {
    return ours.isEmpty()
        ? List.of()
        : List.of(
            Goal.none(
                "no failed request of Fieldsync",
                ours.stream().mapToLong(Measurement::failed).sum()),
            Goal.none(
                "no lost update of Fieldsync", ours.stream().mapToLong(Measurement::lost).sum()));
  }
}
