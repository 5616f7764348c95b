package dev.fieldsync.scenarios.illness;

import dev.fieldsync.scenarios.campaign.SlowThroughput;
import dev.fieldsync.scenarios.scenario.Provocation;
import java.util.List;
import java.util.stream.Stream;

/** The scenarios that bring a bottleneck about. */
final class Provocations {

  private Provocations() {}

  static List<Provocation> all() {
    return Stream.concat(Illnesses.all().stream(), Stream.of(new SlowThroughput())).toList();
  }
}
