package dev.fieldsync.scenarios.bench.cache;

import static dev.fieldsync.scenarios.figures.Figures.format;
import static dev.fieldsync.scenarios.figures.Figures.range;

import dev.fieldsync.scenarios.bench.setup.BenchmarkReport;
import dev.fieldsync.scenarios.figures.Goal;
import dev.fieldsync.scenarios.figures.Machine;
import dev.fieldsync.scenarios.figures.Spread;
import java.util.List;
import java.util.Map;

/**
 * All that a run of the benchmark found.
 *
 * @param machine where it ran
 * @param settings what was asked for, by option
 * @param propagations round by round
 */
record Report(Machine machine, Map<String, Object> settings, List<Propagation> propagations)
    implements BenchmarkReport {

  private static final String ROW = "  %-22s %-20s %-20s %-20s %-20s %s%n";

  /** What is measured here is compared, and has no goal. */
  @Override
  public List<Goal> goals() {
    return List.of();
  }

  @Override
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(format("%s%nSettings: %s%n%n", machine.text(), settings));
    text.append(
        format(
            ROW,
            "write to remote read",
            "p50 ms (low-high)",
            "p99 ms",
            "max ms",
            "p50 to Hazelcast's",
            "seen"));
    settingsSides().forEach(side -> text.append(row(side)));
    return text.toString();
  }

  private List<SideName> settingsSides() {
    return propagations.stream().map(Propagation::side).distinct().toList();
  }

  private String row(SideName side) {
    List<Propagation> rounds = propagations.stream().filter(each -> each.side() == side).toList();
    long writes = rounds.stream().mapToLong(Propagation::writes).sum();
    long seen = rounds.stream().mapToLong(Propagation::seen).sum();
    return format(
        ROW,
        side.text(),
        range(Spread.over(rounds, Propagation::p50Ms), "%.2f"),
        range(Spread.over(rounds, Propagation::p99Ms), "%.2f"),
        range(Spread.over(rounds, Propagation::maxMs), "%.1f"),
        timesHazelcast(rounds),
        format("%d of %d", seen, writes));
  }

  /** Round by round, so that what slows a round slows both. */
  private String timesHazelcast(List<Propagation> rounds) {
    List<Double> ratios =
        rounds.stream()
            .flatMap(
                mine ->
                    propagations.stream()
                        .filter(each -> each.side() == SideName.HAZELCAST)
                        .filter(each -> each.round() == mine.round())
                        .map(each -> mine.p50Ms() / each.p50Ms()))
            .toList();
    return ratios.isEmpty() ? "" : range(Spread.of(ratios), "%.2f");
  }
}
