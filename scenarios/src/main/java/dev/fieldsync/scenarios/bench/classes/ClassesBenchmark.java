package dev.fieldsync.scenarios.bench.classes;

import dev.fieldsync.scenarios.bench.setup.AskedFor;
import dev.fieldsync.scenarios.bench.setup.ReportOptions;
import dev.fieldsync.scenarios.figures.Machine;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bench classes}; it needs no servers. */
@Command(
    name = "classes",
    description =
        "Measures single classes with JMH beside what people would call instead: reading records,"
            + " merging, reads through the cache synchronizer.",
    mixinStandardHelpOptions = true)
public final class ClassesBenchmark implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private final Settings settings = new Settings();

  @Mixin private final ReportOptions report = new ReportOptions();

  @Override
  public Integer call() {
    Machine machine = Machine.withoutServers(Machine.load());
    List<Score> scores = new Rounds(settings, spec.commandLine().getErr()::println).run();
    return report.print(
        Report.of(machine, AskedFor.options(spec), scores), spec.commandLine().getOut());
  }
}
