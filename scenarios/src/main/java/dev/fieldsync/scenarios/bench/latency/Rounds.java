package dev.fieldsync.scenarios.bench.latency;

import dev.fieldsync.scenarios.bench.setup.BenchmarkRun;
import dev.fieldsync.scenarios.bench.traffic.Measurement;
import dev.fieldsync.scenarios.bench.traffic.ReadTemplates;
import dev.fieldsync.scenarios.bench.traffic.Side;
import dev.fieldsync.scenarios.bench.traffic.Sides;
import dev.fieldsync.scenarios.bench.traffic.Traffic;
import dev.fieldsync.scenarios.bench.traffic.WriteTemplates;
import dev.fieldsync.scenarios.load.Work;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Finds the highest rate of each workload, and lets requests come at shares of it, for one side
 * after the other; who begins changes from round to round.
 */
final class Rounds {

  private static final int BEFORE_THE_FIRST = 0;

  private final Settings settings;
  private final BenchmarkRun run;
  private final Traffic traffic;
  private final List<UUID> templates;
  private final Map<Workload, Double> highest = new EnumMap<>(Workload.class);
  private long seed;

  Rounds(Settings settings, BenchmarkRun run) {
    this.settings = settings;
    this.run = run;
    this.traffic = new Traffic(settings, run);
    this.templates = Traffic.newTemplates(settings.traffic().templates());
    this.seed = settings.traffic().seed();
  }

  List<Measurement> run() {
    List<Side> sides = start();
    for (Side side : sides) {
      traffic.create(side, templates);
      settings.workloads.forEach(workload -> findHighest(side, workload));
    }
    List<Measurement> measurements = new ArrayList<>();
    for (int round = 1; round <= settings.rounds(); round++) {
      for (Workload workload : settings.workloads) {
        for (int percent : settings.percents) {
          for (Side side : sides) {
            measurements.add(
                traffic.measureAt(
                    rate(workload, percent), side, workload.code(percent), round, work(workload)));
          }
        }
      }
      Collections.reverse(sides);
    }
    return measurements;
  }

  /** Returns the requests per second at a share of the highest rate. */
  double rate(Workload workload, int percent) {
    return highest.getOrDefault(workload, 0.0) * percent / 100;
  }

  private List<Side> start() {
    List<Side> sides = new ArrayList<>();
    if (settings.sides.contains(SideName.FIELDSYNC)) {
      sides.add(Sides.fieldsync(run.processes(), settings.services()));
    }
    if (settings.sides.contains(SideName.JPA)) {
      sides.add(Sides.jpa(run.processes(), List.of()));
    }
    return sides;
  }

  /** All sides get the same rates, so these are shares of what the slower one can. */
  private void findHighest(Side side, Workload workload) {
    traffic.warmUp(side, workload.code(), work(workload));
    Measurement asFastAsItGoes =
        traffic.measure(side, workload.code(), BEFORE_THE_FIRST, work(workload));
    highest.merge(workload, asFastAsItGoes.perSecond(), Math::min);
  }

  private Work work(Workload workload) {
    seed++;
    int clients = settings.traffic().clients();
    return switch (workload) {
      case UPDATES -> new WriteTemplates(templates, clients, seed);
      case READS -> new ReadTemplates(templates, settings.traffic().documentBytes(), clients, seed);
    };
  }
}
