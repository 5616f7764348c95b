package dev.fieldsync.scenarios.scenario;

import dev.fieldsync.scenarios.system.Target;
import dev.fieldsync.scenarios.system.TargetOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A scenario as a command; ends with status 1 when a goal is missed. */
@Command(mixinStandardHelpOptions = true)
public final class ScenarioCommand implements Callable<Integer> {

  private static final int FAILED = 1;

  private final Scenario scenario;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private final TargetOptions target = new TargetOptions();

  @Option(names = "--json", description = "Print the report as JSON; what goes on goes to stderr.")
  private boolean json;

  private ScenarioCommand(Scenario scenario) {
    this.scenario = scenario;
  }

  /** Returns the command line of a scenario, with the scenario's own options. */
  public static CommandLine of(Scenario scenario) {
    CommandLine command = new CommandLine(new ScenarioCommand(scenario));
    command.getCommandSpec().addMixin("scenario", CommandSpec.forAnnotatedObjectLenient(scenario));
    command.getCommandSpec().usageMessage().description(scenario.purpose());
    return command;
  }

  @Override
  public Integer call() {
    Narrator narrator =
        new Narrator(spec.commandLine().getErr(), CommandLine.Help.Ansi.AUTO.enabled());
    narrator.say(scenario.name() + ": " + scenario.purpose());
    try (Target system = target.open(scenario.ownCluster(), narrator::say)) {
      ScenarioReport report = ScenarioReport.of(scenario.name(), scenario.run(system, narrator));
      spec.commandLine().getOut().println(json ? toJson(report) : report.text());
      return report.passed() ? 0 : FAILED;
    }
  }

  private static String toJson(ScenarioReport report) {
    return JsonMapper.builder()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .build()
        .writeValueAsString(report);
  }
}
