package dev.fieldsync.scenarios;

import dev.fieldsync.scenarios.bench.BenchCommand;
import dev.fieldsync.scenarios.doctor.DoctorCommand;
import dev.fieldsync.scenarios.process.ScenarioFailure;
import dev.fieldsync.scenarios.scale.ScaleCommand;
import dev.fieldsync.scenarios.scenario.Scenario;
import dev.fieldsync.scenarios.scenario.ScenarioCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The root of the command line; {@code scenarios/run} starts it. Ends with status 0, with 1 when a
 * goal was to be checked and is missed, and with 2 when the command line is wrong or the scenario
 * cannot be run.
 */
@Command(
    name = "scenarios",
    description = "Talks to Fieldsync from outside and shows what it does.",
    subcommands = {BenchCommand.class, DoctorCommand.class, ScaleCommand.class},
    mixinStandardHelpOptions = true)
public final class Scenarios {

  private static final int CANNOT_RUN = 2;

  private Scenarios() {}

  /** Runs the command line and ends the process with its status. */
  public static void main(String... arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new Scenarios());
    for (Scenario scenario : Catalog.all()) {
      commandLine.addSubcommand(scenario.name(), ScenarioCommand.of(scenario));
    }
    return commandLine
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(Scenarios::explain);
  }

  private static int explain(
      Exception failure, CommandLine commandLine, CommandLine.ParseResult parsed) {
    if (failure instanceof ScenarioFailure known) {
      commandLine.getErr().println(known.getMessage());
    } else {
      failure.printStackTrace(commandLine.getErr());
    }
    return CANNOT_RUN;
  }
}
