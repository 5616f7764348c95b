package dev.fieldsync.scenarios.bench.tasks;

import dev.fieldsync.scenarios.bench.setup.AskedFor;
import dev.fieldsync.scenarios.bench.setup.Processes;
import dev.fieldsync.scenarios.bench.setup.ReportOptions;
import dev.fieldsync.scenarios.figures.Machine;
import dev.fieldsync.scenarios.process.WorkDirectory;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bench tasks}. */
@Command(
    name = "tasks",
    description =
        "Measures how fast a device that was offline brings its operations to the server: the"
            + " task-agent, and PouchDB replicating into a pouchdb-server, side by side.",
    mixinStandardHelpOptions = true)
public final class TasksBenchmark implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private final Settings settings = new Settings();

  @Mixin private final ReportOptions report = new ReportOptions();

  @Override
  public Integer call() {
    PrintWriter progress = spec.commandLine().getErr();
    double loadBefore = Machine.load();
    try (WorkDirectory directory = WorkDirectory.open(settings.processes.data())) {
      Optional<NodePackages> node =
          settings.sides.contains(SideName.POUCHDB)
              ? NodePackages.find(settings.nodeFolder, directory, progress::println)
              : Optional.empty();
      progress.println("Starting servers and services; logs in " + directory.resolve(""));
      try (Processes processes = new Processes(settings.processes, directory)) {
        Machine machine = Machine.describe(loadBefore, processes.servers());
        List<Measurement> measurements = run(processes, directory, node, progress::println);
        return report.print(
            Report.of(machine, AskedFor.options(spec), measurements), spec.commandLine().getOut());
      }
    }
  }

  private List<Measurement> run(
      Processes processes,
      WorkDirectory directory,
      Optional<NodePackages> node,
      Consumer<String> progress) {
    List<Side> sides = new ArrayList<>();
    if (settings.sides.contains(SideName.FIELDSYNC)) {
      sides.add(FieldsyncSide.start(settings, processes, directory));
    }
    node.ifPresent(found -> sides.add(PouchSide.start(settings, processes, directory, found)));
    return new Rounds(settings, processes, sides, progress).run();
  }
}
