package dev.fieldsync.scenarios.bench.traffic;

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
 * All that a run of a benchmark of templates found.
 *
 * @param machine where it ran
 * @param settings what was asked for, by option
 * @param workloads what each of them does, in words
 * @param summaries over all rounds
 * @param measurements round by round
 * @param ratios between sides
 * @param goals what it should show, and whether it does
 */
public record TrafficReport(
    Machine machine,
    Map<String, Object> settings,
    Map<String, String> workloads,
    List<Summary> summaries,
    List<Measurement> measurements,
    List<Ratio> ratios,
    List<Goal> goals)
    implements BenchmarkReport {

  private static final String ROW = "  %-16s %-24s %-22s %8s %-22s %8s %8s %7s %5s %-20s  %s%n";

  @Override
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(format("%s%nSettings: %s%n", machine.text(), settings));
    workloads.forEach(
        (workload, description) -> {
          List<Summary> rows =
              summaries.stream().filter(each -> each.workload().equals(workload)).toList();
          if (!rows.isEmpty()) {
            text.append(format("%n%s: %s%n%s", workload, description, table(rows)));
            text.append(ratios(workload));
          }
        });
    goals.forEach(goal -> text.append(format("%n%s", Figures.goal(goal))));
    return text.append(System.lineSeparator()).toString();
  }

  private static String table(List<Summary> rows) {
    return format(
            ROW,
            "",
            "requests/s (low-high)",
            "p50 ms (low-high)",
            "p95 ms",
            "p99 ms (low-high)",
            "p99.9 ms",
            "max ms",
            "failed",
            "lost",
            "CPU ms/req (low-high)",
            "CPU s/s by process")
        + rows.stream().map(TrafficReport::row).collect(Collectors.joining());
  }

  private static String row(Summary row) {
    Spread mean = row.latencyMs().get("mean");
    return format(
            ROW,
            row.side(),
            range(row.perSecond(), "%.0f"),
            mean == null ? spread(row, "p50") : "~" + number(mean.median()),
            median(row, "p95"),
            spread(row, "p99"),
            median(row, "p99.9"),
            row.latencyMs().containsKey("max") ? number(row.latencyMs().get("max").highest()) : "",
            row.failed(),
            mean == null ? row.lost() : "",
            row.cpu().isEmpty() ? "" : range(row.cpuMsPerRequest(), "%.2f"),
            row.cpu().entrySet().stream()
                .filter(used -> used.getValue() >= 0.005)
                .map(used -> format("%s %.2f", used.getKey(), used.getValue()))
                .collect(Collectors.joining(", ")))
        + failures(row);
  }

  private static String failures(Summary row) {
    List<String> known = new ArrayList<>();
    row.failures().forEach((fault, count) -> known.add(count + " x " + fault));
    return row.failed() == 0 ? "" : format("  %-10s failed: %s%n", "", String.join(", ", known));
  }

  private static String median(Summary row, String percentile) {
    Spread spread = row.latencyMs().get(percentile);
    return spread == null ? "" : number(spread.median());
  }

  private static String spread(Summary row, String percentile) {
    Spread spread = row.latencyMs().get(percentile);
    return spread == null ? "" : range(spread, spread.median() < 10 ? "%.2f" : "%.1f");
  }

  private String ratios(String workload) {
    return ratios.stream()
        .filter(each -> each.workload().equals(workload))
        .map(
            each ->
                format(
                    "  %s / %s, %s: %s%n",
                    each.side(), each.base(), each.figure(), range(each.times(), "%.2f")))
        .collect(Collectors.joining());
  }
}
