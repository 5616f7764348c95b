package dev.fieldsync.scenarios.scenario;

import dev.fieldsync.scenarios.system.ClusterSpec;
import dev.fieldsync.scenarios.system.Target;
import java.util.Optional;

/**
 * Something that is done to a running system, to see how it bears it. Its fields may carry options
 * of picocli's. For one thread and one run.
 */
public interface Scenario {

  /** Returns its name on the command line. */
  String name();

  /** Returns what it does, in a sentence or two. */
  String purpose();

  /**
   * Returns the processes that it needs of its own, because it makes them suffer or needs settings
   * of theirs; empty when it may run against any system.
   */
  default Optional<ClusterSpec> ownCluster() {
    return Optional.empty();
  }

  /**
   * Runs.
   *
   * @throws dev.fieldsync.scenarios.process.ScenarioFailure when it cannot be run to its end
   */
  Findings run(Target system, Narrator narrator);
}
