package dev.fieldsync.scenarios;

import dev.fieldsync.scenarios.audit.Audit;
import dev.fieldsync.scenarios.scenario.Scenario;
import dev.fieldsync.scenarios.template.BackgroundRespect;
import dev.fieldsync.scenarios.template.CacheConsistency;
import dev.fieldsync.scenarios.template.PerfectStorm;
import dev.fieldsync.scenarios.template.Stress;
import java.util.List;

/** All scenarios. */
final class Catalog {

  private Catalog() {}

  /** Returns new ones, in the order in which the help shows them. */
  static List<Scenario> all() {
    return List.of(
        new PerfectStorm(), new CacheConsistency(), new BackgroundRespect(), new Stress(), new Audit());
  }
}
