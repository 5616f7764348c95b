package dev.fieldsync.scenarios.bench.templates;

import dev.fieldsync.scenarios.bench.setup.ReportOptions;
import dev.fieldsync.scenarios.figures.Machine;
import dev.fieldsync.scenarios.process.WorkDirectory;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bench templates}. */
@Command(
    name = "templates",
    description =
        "Measures updates and reads of templates: Fieldsync, a plain Spring Data JPA service, and"
            + " PostgreSQL alone (pgbench), side by side on a broker and a database of its own.",
    mixinStandardHelpOptions = true)
public final class TemplatesBenchmark implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private final Settings settings = new Settings();

  @Mixin private final ReportOptions report = new ReportOptions();

  @Override
  public Integer call() {
    PrintWriter progress = spec.commandLine().getErr();
    double loadBefore = Machine.load();
    try (WorkDirectory directory = WorkDirectory.open(settings.processes.data())) {
      progress.println("Starting servers and services; logs in " + directory.resolve(""));
      try (Services services = Services.start(settings, directory)) {
        Machine machine = Machine.describe(loadBefore, services.processes().servers());
        List<Measurement> measurements =
            new Rounds(settings, services, directory, progress::println).run();
        return report.print(
            Report.of(machine, settings, measurements), spec.commandLine().getOut());
      }
    }
  }
}
