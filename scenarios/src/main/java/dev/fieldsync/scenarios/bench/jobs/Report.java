package dev.fieldsync.scenarios.bench.jobs;

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

  private static final String ROW = "  %-16s %-22s %-20s %9s %9s %11s  %s%n";

  static Report of(Machine machine, Map<String, Object> settings, List<Measurement> measurements) {
    return new Report(
        machine, settings, Summary.of(measurements), measurements, Goals.of(measurements));
  }

  @Override
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(machine.text()).append(System.lineSeparator());
    text.append("Settings: ").append(settings).append(System.lineSeparator());
    for (Workload workload : Workload.values()) {
      List<Summary> rows =
          summaries.stream().filter(each -> each.workload().equals(workload.code())).toList();
      if (!rows.isEmpty()) {
        text.append(table(workload, rows));
      }
    }
    for (Goal goal : goals) {
      text.append(System.lineSeparator()).append(Figures.goal(goal));
    }
    return text.append(System.lineSeparator()).toString();
  }

  private String table(Workload workload, List<Summary> rows) {
    StringBuilder table = new StringBuilder();
    table.append(format("%n%s: %s%n", workload.code(), workload.description()));
    table.append(
        format(
            ROW,
            "",
            "jobs/s (low-high)",
            "seconds",
            "start ms",
            "not once",
            "CPU ms/job",
            "CPU s/s by process"));
    rows.forEach(row -> table.append(row(row)));
    if (workload == Workload.CREATE) {
      Goals.timesTheCopy(measurements)
          .ifPresent(
              ratio ->
                  table.append(
                      format("  seconds of fieldsync / of copy: %s%n", range(ratio, "%.2f"))));
    }
    if (workload == Workload.COMPLETE) {
      for (Summary other : rows) {
        if (!other.side().equals(SideName.FIELDSYNC.code())) {
          Goals.timesThePeer(measurements, other.side())
              .ifPresent(
                  ratio ->
                      table.append(
                          format("  fieldsync / %s: %s%n", other.side(), range(ratio, "%.2f"))));
        }
      }
    }
    return table.toString();
  }

  private static String row(Summary row) {
    boolean measured = !row.cpu().isEmpty();
    return format(
        ROW,
        row.side(),
        range(row.perSecond(), "%.0f"),
        range(row.seconds(), "%.2f"),
        measured ? number(row.startMs().median()) : "",
        measured ? row.notOnce() : "",
        measured ? format("%.3f", row.cpuMsPerJob().median()) : "",
        row.cpu().entrySet().stream()
            .filter(used -> used.getValue() >= 0.005)
            .map(used -> format("%s %.2f", used.getKey(), used.getValue()))
            .collect(Collectors.joining(", ")));
  }
}
