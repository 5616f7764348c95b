package dev.fieldsync.scenarios.bench.setup;

import picocli.CommandLine.Option;

/** The option for how often everything is measured. */
public final class RoundOptions {

  @Option(
      names = "--rounds",
      defaultValue = "5",
      description = "Rounds; the sides take turns in each (default ${DEFAULT-VALUE}).")
  private int rounds;

  /** Returns how many rounds are measured. */
  public int rounds() {
    return rounds;
  }
}
