package dev.fieldsync.scenarios.bench.templates;

import static dev.fieldsync.scenarios.figures.Figures.format;
import static dev.fieldsync.scenarios.figures.Figures.number;
import static dev.fieldsync.scenarios.figures.Figures.range;

import dev.fieldsync.scenarios.bench.setup.BenchmarkReport;
import dev.fieldsync.scenarios.figures.Figures;
import dev.fieldsync.scenarios.figures.Goal;
import dev.fieldsync.scenarios.figures.Machine;
import dev.fieldsync.scenarios.figures.Spread;
import java.util.ArrayList;
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

  private static final String ROW = "  %-10s %-24s %8s %8s %8s %8s %7s %5s %10s  %s%n";

  static Report of(Machine machine, Settings settings, List<Measurement> measurements) {
    return new Report(
        machine, settings.asMap(), Summary.of(measurements), measurements, Goals.of(measurements));
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
            (workload.writes() ? "updates" : "reads") + "/s (low-high)",
            "p50 ms",
            "p95 ms",
            "p99 ms",
            "max ms",
            "failed",
            "lost",
            "CPU ms/req",
            "CPU s/s by process"));
    rows.forEach(row -> table.append(row(row)));
    for (SideName other : List.of(SideName.JPA, SideName.PGBENCH)) {
      Goals.ratio(measurements, workload, other)
          .ifPresent(
              ratio ->
                  table.append(
                      format("  fieldsync / %s: %s%n", other.code(), range(ratio, "%.2f"))));
    }
    return table.toString();
  }

  private static String row(Summary row) {
    boolean known = !row.cpu().isEmpty();
    Spread mean = row.latencyMs().get("mean");
    return format(
            ROW,
            row.side(),
            range(row.perSecond(), "%.0f"),
            mean == null ? ms(row, "p50") : "~" + number(mean.median()),
            ms(row, "p95"),
            ms(row, "p99"),
            ms(row, "max"),
            row.failed(),
            mean == null ? row.lost() : "",
            known ? number(row.cpuMsPerRequest().median()) : "",
            row.cpu().entrySet().stream()
                .map(used -> format("%s %.2f", used.getKey(), used.getValue()))
                .collect(Collectors.joining(", ")))
        + failures(row);
  }

  private static String failures(Summary row) {
    List<String> known = new ArrayList<>();
    row.failures().forEach((fault, count) -> known.add(count + " x " + fault));
    return row.failed() == 0 ? "" : format("  %-10s failed: %s%n", "", String.join(", ", known));
  }

  private static String ms(Summary row, String percentile) {
    Spread spread = row.latencyMs().get(percentile);
    return spread == null ? "" : number(spread.median());
  }
}
