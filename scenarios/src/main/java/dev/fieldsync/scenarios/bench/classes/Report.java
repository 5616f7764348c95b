package dev.fieldsync.scenarios.bench.classes;

import static dev.fieldsync.scenarios.figures.Figures.format;
import static dev.fieldsync.scenarios.figures.Figures.range;

import dev.fieldsync.scenarios.bench.setup.BenchmarkReport;
import dev.fieldsync.scenarios.figures.Figures;
import dev.fieldsync.scenarios.figures.Goal;
import dev.fieldsync.scenarios.figures.Machine;
import dev.fieldsync.scenarios.figures.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * All that a run of the benchmark found.
 *
 * @param machine where it ran
 * @param settings what was asked for, by option
 * @param rows one for each side
 * @param goals what it should show, and whether it does
 */
record Report(Machine machine, Map<String, Object> settings, List<Row> rows, List<Goal> goals)
    implements BenchmarkReport {

  private static final double TIMES_A_BARE_READ = 1.3;
  private static final String ROW = "  %-18s %-28s %s%n";

  /**
   * A side over all rounds.
   *
   * @param nanos nanoseconds of a call
   * @param timesOurs the same, as a multiple of what our side took in the same round
   */
  record Row(Workload workload, String side, Spread nanos, Spread timesOurs) {}

  static Report of(Machine machine, Map<String, Object> settings, List<Score> scores) {
    List<Row> rows = new ArrayList<>();
    List<Goal> goals = new ArrayList<>();
    for (Workload workload : Workload.values()) {
      String ours = workload.sides().get(0);
      for (String side : workload.sides()) {
        List<Score> rounds = of(scores, workload, side);
        if (!rounds.isEmpty()) {
          rows.add(
              new Row(
                  workload,
                  side,
                  Spread.over(rounds, Score::nanos),
                  times(rounds, of(scores, workload, ours))));
        }
      }
    }
    List<Score> through = of(scores, Workload.CACHED_READS, Workload.CACHED_READS.sides().get(0));
    List<Score> bare = of(scores, Workload.CACHED_READS, Workload.CACHED_READS.sides().get(1));
    if (!through.isEmpty()) {
      goals.add(
          Goal.atMost(
              "a synchronized read, times a bare Caffeine read",
              TIMES_A_BARE_READ,
              times(through, bare).median()));
    }
    return new Report(machine, settings, rows, goals);
  }

  private static List<Score> of(List<Score> scores, Workload workload, String side) {
    return scores.stream()
        .filter(each -> each.workload() == workload && each.side().equals(side))
        .toList();
  }

  /** Round by round, so that what slows a round slows both. */
  private static Spread times(List<Score> rounds, List<Score> base) {
    return Spread.over(
        rounds,
        each ->
            base.stream()
                .filter(other -> other.round() == each.round())
                .mapToDouble(other -> each.nanos() / other.nanos())
                .findFirst()
                .orElseThrow());
  }

  @Override
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(format("%s%nSettings: %s%n", machine.text(), settings));
    Workload last = null;
    for (Row row : rows) {
      if (row.workload() != last) {
        last = row.workload();
        text.append(format("%n" + ROW, last.name(), "ns a call (low-high)", "times ours"));
      }
      text.append(
          format(ROW, row.side(), range(row.nanos(), "%.0f"), range(row.timesOurs(), "%.2f")));
    }
    goals.forEach(goal -> text.append(format("%n%s", Figures.goal(goal))));
    return text.append(System.lineSeparator()).toString();
  }
}
