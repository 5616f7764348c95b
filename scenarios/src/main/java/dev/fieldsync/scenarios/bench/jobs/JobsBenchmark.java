package dev.fieldsync.scenarios.bench.jobs;

import dev.fieldsync.scenarios.bench.setup.AskedFor;
import dev.fieldsync.scenarios.bench.setup.ReportOptions;
import dev.fieldsync.scenarios.figures.Machine;
import dev.fieldsync.scenarios.process.WorkDirectory;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bench jobs}. */
@Command(
    name = "jobs",
    description =
        "Measures creating and completing jobs that do nothing: campaigns, db-scheduler, JobRunr,"
            + " graphile-worker, pg-boss, and PostgreSQL alone (COPY), side by side on a database"
            + " server of its own.",
    mixinStandardHelpOptions = true)
public final class JobsBenchmark implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private final Settings settings = new Settings();

  @Mixin private final ReportOptions report = new ReportOptions();

  @Override
  public Integer call() {
    PrintWriter progress = spec.commandLine().getErr();
    double loadBefore = Machine.load();
    try (WorkDirectory directory = WorkDirectory.open(settings.processes.data())) {
      progress.println("Starting servers and sides; logs in " + directory.resolve(""));
      try (Sides sides = Sides.start(settings, directory, progress::println)) {
        Machine machine = Machine.describe(loadBefore, sides.processes().servers());
        return report.print(
            Report.of(
                machine,
                AskedFor.options(spec),
                new Rounds(settings, sides, progress::println).run()),
            spec.commandLine().getOut());
      }
    }
  }
}
