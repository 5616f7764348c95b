package dev.fieldsync.scenarios.bench.growth;

import dev.fieldsync.scenarios.bench.setup.BenchmarkRun;
import dev.fieldsync.scenarios.bench.traffic.Measurement;
import dev.fieldsync.scenarios.bench.traffic.Traffic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Measures the sizes of a dimension in turns; another one begins in every round. */
final class Rounds {

  private final Settings settings;
  private final BenchmarkRun run;
  private final Traffic traffic;

  Rounds(Settings settings, BenchmarkRun run, Traffic traffic) {
    this.settings = settings;
    this.run = run;
    this.traffic = traffic;
  }

  List<Measurement> run(Dimension dimension, List<Variant> sizes) {
    String workload = dimension.code();
    run.progress().accept("What grows: " + workload);
    sizes.stream()
        .filter(size -> isFirstOfItsSide(size, sizes))
        .forEach(size -> traffic.warmUp(size.side(), workload, size.work().get()));
    List<Measurement> measurements = new ArrayList<>();
    List<Variant> order = new ArrayList<>(sizes);
    for (int round = 1; round <= settings.rounds(); round++) {
      for (Variant size : order) {
        measurements.add(traffic.measure(size.side(), workload, round, size.work().get()));
      }
      Collections.rotate(order, 1);
    }
    return measurements;
  }

  /** Sizes that the same processes serve are warm together. */
  private static boolean isFirstOfItsSide(Variant size, List<Variant> sizes) {
    return sizes.stream()
        .filter(each -> each.side().port() == size.side().port())
        .findFirst()
        .orElseThrow()
        .equals(size);
  }
}
