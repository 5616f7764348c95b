package dev.fieldsync.scenarios.bench.tasks;

import static dev.fieldsync.scenarios.figures.Figures.format;
import static dev.fieldsync.scenarios.figures.Figures.number;
import static dev.fieldsync.scenarios.figures.Figures.range;

import dev.fieldsync.scenarios.bench.setup.BenchmarkReport;
import dev.fieldsync.scenarios.figures.Figures;
import dev.fieldsync.scenarios.figures.Goal;
import dev.fieldsync.scenarios.figures.Machine;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * All that a run of the benchmark found.
 *
 * @param machine where it ran
 * @param settings what was asked for, by option
 * @param summaries over all rounds
 * @param measurements round by round
 * @param goals what it should show, and whether it does
 */
record Report(
    Machine machine,
    Map<String, Object> settings,
    List<Summary> summaries,
    List<Measurement> measurements,
    List<Goal> goals)
    implements BenchmarkReport {

  private static final String ROW = "  %-10s %-24s %-20s %9s %7s %8s %9s  %s%n";

  static Report of(Machine machine, Map<String, Object> settings, List<Measurement> measurements) {
    return new Report(
        machine, settings, Summary.of(measurements), measurements, Goals.of(measurements));
  }

  @Override
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(format("%s%nSettings: %s%n%n", machine.text(), settings));
    text.append(
        format(
            ROW,
            "",
            "operations/s (low-high)",
            "seconds (low-high)",
            "requests",
            "failed",
            "missing",
            "CPU ms/op",
            "CPU s/s by process"));
    summaries.forEach(each -> text.append(row(each)));
    Goals.ratio(measurements)
        .ifPresent(
            ratio -> text.append(format("  fieldsync / pouchdb: %s%n", range(ratio, "%.2f"))));
    goals.forEach(goal -> text.append(format("%n%s", Figures.goal(goal))));
    return text.append(System.lineSeparator()).toString();
  }

  private static String row(Summary each) {
    return format(
        ROW,
        each.side(),
        range(each.perSecond(), "%.0f"),
        range(each.seconds(), "%.1f"),
        number(each.requests().median()),
        each.failed(),
        each.missing(),
        number(each.cpuMsPerOperation().median()),
        each.cpu().entrySet().stream()
            .map(used -> format("%s %.2f", used.getKey(), used.getValue()))
            .collect(Collectors.joining(", ")));
  }
}
