package dev.fieldsync.scenarios.bench.templates;

import dev.fieldsync.scenarios.figures.Machine;
import dev.fieldsync.scenarios.process.WorkDirectory;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code bench templates}. */
@Command(
    name = "templates",
    description =
        "Measures updates and reads of templates: Fieldsync, a plain Spring Data JPA service, and"
            + " PostgreSQL alone (pgbench), side by side on a broker and a database of its own.",
    mixinStandardHelpOptions = true)
public final class TemplatesBenchmark implements Callable<Integer> {

  private static final int GOAL_MISSED = 1;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private final Settings settings = new Settings();

  @Option(names = "--json", description = "Print the report as JSON; progress goes to stderr.")
  private boolean json;

  @Option(names = "--check", description = "Exit with status 1 when a goal is missed.")
  private boolean check;

  @Override
  public Integer call() {
    PrintWriter progress = spec.commandLine().getErr();
    double loadBefore = Machine.load();
    try (WorkDirectory directory = WorkDirectory.open(settings.data)) {
      progress.println("Starting servers and services; logs in " + directory.resolve(""));
      try (Services services = Services.start(settings, directory)) {
        Machine machine = Machine.describe(loadBefore, services.servers());
        List<Measurement> measurements =
            new Rounds(settings, services, directory, progress::println).run();
        Report report = Report.of(machine, settings, measurements);
        spec.commandLine().getOut().println(json ? toJson(report) : report.text());
        return check && !report.meetsItsGoals() ? GOAL_MISSED : 0;
      }
    }
  }

  private static String toJson(Report report) {
    return JsonMapper.builder()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .build()
        .writeValueAsString(report);
  }
}
