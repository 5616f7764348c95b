package dev.fieldsync.scenarios;

import dev.fieldsync.scenarios.audit.Audit;
import dev.fieldsync.scenarios.campaign.DuplicateDetection;
import dev.fieldsync.scenarios.campaign.SlowThroughput;
import dev.fieldsync.scenarios.illness.Illnesses;
import dev.fieldsync.scenarios.scenario.Scenario;
import dev.fieldsync.scenarios.template.BackgroundRespect;
import dev.fieldsync.scenarios.template.CacheConsistency;
import dev.fieldsync.scenarios.template.PerfectStorm;
import dev.fieldsync.scenarios.template.Stress;
import java.util.ArrayList;
import java.util.List;

/** All scenarios. */
final class Catalog {

  private Catalog() {}

  /** Returns new ones, in the order in which the help shows them. */
  static List<Scenario> all() {
    List<Scenario> all =
        new ArrayList<>(
            List.of(
                new Audit(),
                new PerfectStorm(),
                new CacheConsistency(),
                new BackgroundRespect(),
                new Stress(),
                new SlowThroughput(),
                new DuplicateDetection()));
    all.addAll(Illnesses.all());
    return all;
  }
}
