package dev.fieldsync.scenarios.bench.traffic;

import dev.fieldsync.scenarios.bench.setup.ProcessOptions;
import dev.fieldsync.scenarios.bench.setup.RoundOptions;
import dev.fieldsync.scenarios.bench.setup.ServiceOptions;
import picocli.CommandLine.Mixin;

/** The options that all benchmarks of templates have. */
public abstract class TrafficSettings {

  @Mixin private final ProcessOptions processes = new ProcessOptions();

  @Mixin private final RoundOptions rounds = new RoundOptions();

  @Mixin private final TrafficOptions traffic = new TrafficOptions();

  @Mixin private final ServiceOptions services = new ServiceOptions();

  /** For the options of a benchmark, which adds its own. */
  protected TrafficSettings() {}

  /** Returns the options for what is started. */
  public ProcessOptions processes() {
    return processes;
  }

  /** Returns how many rounds are measured. */
  public int rounds() {
    return rounds.rounds();
  }

  /** Returns the options for the load. */
  public TrafficOptions traffic() {
    return traffic;
  }

  /** Returns the options for the services of Fieldsync. */
  public ServiceOptions services() {
    return services;
  }
}
