package dev.fieldsync.scenarios.bench.templates;

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
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Runs the rounds. In each, every workload is run by every side, one after the other; who begins
 * changes from round to round.
 */
final class Rounds {

  private final Settings settings;
  private final BenchmarkRun run;
  private final Optional<Pgbench> pgbench;
  private final Traffic traffic;
  private final List<UUID> templates;
  private long seed;

  Rounds(Settings settings, BenchmarkRun run) {
    this.settings = settings;
    this.run = run;
    this.traffic = new Traffic(settings, run);
    this.seed = settings.traffic().seed();
    this.templates = Traffic.newTemplates(settings.traffic().templates());
    this.pgbench =
        settings.sides.contains(SideName.PGBENCH)
            ? Pgbench.prepare(settings.traffic(), run.directory(), run.processes().servers())
            : Optional.empty();
  }

  List<Measurement> run() {
    if (settings.sides.contains(SideName.PGBENCH) && pgbench.isEmpty()) {
      run.progress().accept("There is no pgbench on this machine, so it is left out.");
    }
    List<Side> sides = start();
    sides.forEach(this::prepare);
    List<Measurement> measurements = new ArrayList<>();
    for (int round = 1; round <= settings.rounds(); round++) {
      List<Side> order = new ArrayList<>(sides);
      if (round % 2 == 0) {
        Collections.reverse(order);
      }
      for (Workload workload : settings.workloads) {
        for (Side side : order) {
          measurements.add(traffic.measure(side, workload.code(), round, work(side, workload)));
        }
        if (workload.writes() && pgbench.isPresent()) {
          traffic.awaitQuiet();
          measurements.add(pgbench.get().run(workload, round));
        }
      }
    }
    return measurements;
  }

  private List<Side> start() {
    List<Side> sides = new ArrayList<>();
    if (settings.sides.contains(SideName.FIELDSYNC)) {
      sides.add(Sides.fieldsync(run.processes(), settings.services()));
    }
    if (settings.sides.contains(SideName.JPA)) {
      sides.add(Sides.jpa(run.processes(), settings.jpaSettings));
    }
    return sides;
  }

  private void prepare(Side side) {
    run.progress().accept("Creating %d templates with %s".formatted(templates.size(), side.name()));
    traffic.create(side, templates);
    for (Workload workload : settings.workloads) {
      traffic.warmUp(side, workload.code(), work(side, workload));
    }
  }

  private Work work(Side side, Workload workload) {
    seed++;
    int clients = settings.traffic().clients();
    return switch (workload) {
      case HOT -> {
        List<UUID> one = List.of(UUID.randomUUID());
        traffic.create(side, one);
        yield new WriteTemplates(one, clients, seed);
      }
      case SPREAD -> new WriteTemplates(templates, clients, seed);
      case READS -> new ReadTemplates(templates, settings.traffic().documentBytes(), clients, seed);
    };
  }
}
