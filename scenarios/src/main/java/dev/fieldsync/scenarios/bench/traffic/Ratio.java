package dev.fieldsync.scenarios.bench.traffic;

import dev.fieldsync.scenarios.figures.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * How one side compares with another in a workload. Each round has a ratio of its own, so that what
 * slows a round slows both.
 *
 * @param workload which
 * @param side whose figure is divided
 * @param base by whose
 * @param figure what is compared, in words
 * @param times the ratios
 */
public record Ratio(String workload, String side, String base, String figure, Spread times) {

  /** Compares right answers per second; empty when a round with both is missing. */
  public static Optional<Ratio> ofRates(
      List<Measurement> measurements, String workload, String side, String base) {
    return of(measurements, workload, side, base, "answers/s", Measurement::perSecond);
  }

  /** Compares processor time per right answer; empty when a round with both is missing. */
  public static Optional<Ratio> ofCpu(
      List<Measurement> measurements, String workload, String side, String base) {
    return of(measurements, workload, side, base, "CPU ms/req", Measurement::cpuMsPerRequest);
  }

  /**
   * Compares how long answers took; empty when a round with both is missing.
   *
   * @param percentile such as {@code p99}
   */
  public static Optional<Ratio> ofLatency(
      List<Measurement> measurements,
      String workload,
      String side,
      String base,
      String percentile) {
    return of(
        measurements,
        workload,
        side,
        base,
        percentile + " ms",
        each -> each.latencyMs().getOrDefault(percentile, 0.0));
  }

  private static Optional<Ratio> of(
      List<Measurement> measurements,
      String workload,
      String side,
      String base,
      String name,
      ToDoubleFunction<Measurement> figure) {
    List<Double> ratios = new ArrayList<>();
    for (Measurement mine : measurements) {
      if (mine.workload().equals(workload) && mine.side().equals(side)) {
        measurements.stream()
            .filter(each -> each.side().equals(base) && each.round() == mine.round())
            .filter(each -> each.workload().equals(workload) && figure.applyAsDouble(each) > 0)
            .forEach(
                theirs -> ratios.add(figure.applyAsDouble(mine) / figure.applyAsDouble(theirs)));
      }
    }
    return ratios.isEmpty()
        ? Optional.empty()
        : Optional.of(new Ratio(workload, side, base, name, Spread.of(ratios)));
  }
}
