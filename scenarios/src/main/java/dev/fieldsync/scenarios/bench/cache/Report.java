package dev.fieldsync.scenarios.bench.cache;

import static dev.fieldsync.scenarios.figures.Figures.format;
import static dev.fieldsync.scenarios.figures.Figures.range;

import dev.fieldsync.scenarios.bench.setup.BenchmarkReport;
import dev.fieldsync.scenarios.figures.Figures;
import dev.fieldsync.scenarios.figures.Goal;
import dev.fieldsync.scenarios.figures.Machine;
import dev.fieldsync.scenarios.figures.Spread;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * All that a run of the benchmark found.
 *
 * @param machine where it ran
 * @param settings what was asked for, by option
 * @param reads nanoseconds of local reads, turn by turn
 * @param propagations round by round
 * @param goals what it should show, and whether it does
 */
record Report(
    Machine machine,
    Map<String, Object> settings,
    List<Reads> reads,
    List<Propagation> propagations,
    List<Goal> goals)
    implements BenchmarkReport {

  private static final double TIMES_A_BARE_READ = 1.3;
  private static final String ROW = "  %-22s %-20s %-20s %-20s %-20s %s%n";

  /** One turn: nanoseconds of a bare read, and of one through the synchronizer. */
  record Reads(double bare, double through) {}

  static Report of(
      Machine machine,
      Map<String, Object> settings,
      List<Reads> reads,
      List<Propagation> propagations) {
    return new Report(
        machine,
        settings,
        reads,
        propagations,
        List.of(
            Goal.atMost(
                "times a bare Caffeine read", TIMES_A_BARE_READ, timesBare(reads).median())));
  }

  private static Spread timesBare(List<Reads> reads) {
    return spread(reads, each -> each.through() / each.bare());
  }

  @Override
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(format("%s%nSettings: %s%n%n", machine.text(), settings));
    text.append(
        format(
            "  ns a local read: Caffeine %s, through cache-sync %s, ratio %s%n%n",
            range(spread(reads, Reads::bare), "%.1f"),
            range(spread(reads, Reads::through), "%.1f"),
            range(timesBare(reads), "%.2f")));
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
    goals.forEach(goal -> text.append(format("%n%s", Figures.goal(goal))));
    return text.append(System.lineSeparator()).toString();
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
        range(spread(rounds, Propagation::p50Ms), "%.2f"),
        range(spread(rounds, Propagation::p99Ms), "%.2f"),
        range(spread(rounds, Propagation::maxMs), "%.1f"),
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

  private static <T> Spread spread(List<T> rounds, ToDoubleFunction<T> figure) {
    return Spread.of(rounds.stream().map(figure::applyAsDouble).toList());
  }
}
