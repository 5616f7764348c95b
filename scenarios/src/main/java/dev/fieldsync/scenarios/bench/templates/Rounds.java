package dev.fieldsync.scenarios.bench.templates;

import dev.fieldsync.scenarios.bench.setup.Processes;
import dev.fieldsync.scenarios.bench.traffic.Measurement;
import dev.fieldsync.scenarios.bench.traffic.ReadTemplates;
import dev.fieldsync.scenarios.bench.traffic.Side;
import dev.fieldsync.scenarios.bench.traffic.Sides;
import dev.fieldsync.scenarios.bench.traffic.Traffic;
import dev.fieldsync.scenarios.bench.traffic.WriteTemplates;
import dev.fieldsync.scenarios.load.Work;
import dev.fieldsync.scenarios.process.WorkDirectory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Runs the rounds. In each, every workload is run by every side, one after the other; who begins
 * changes from round to round.
 */
final class Rounds {

  private final Settings settings;
  private final Processes processes;
  private final Optional<Pgbench> pgbench;
  private final Consumer<String> progress;
  private final Traffic traffic;
  private final List<UUID> templates;
  private long seed;

  Rounds(
      Settings settings, Processes processes, WorkDirectory directory, Consumer<String> progress) {
    this.settings = settings;
    this.processes = processes;
    this.progress = progress;
    this.traffic =
        new Traffic(settings.traffic, processes, settings.processes.quietSeconds(), progress);
    this.seed = settings.traffic.seed();
    this.templates = Stream.generate(UUID::randomUUID).limit(settings.traffic.templates()).toList();
    this.pgbench =
        settings.sides.contains(SideName.PGBENCH)
            ? Pgbench.prepare(settings.traffic, directory, processes.servers())
            : Optional.empty();
  }

  List<Measurement> run() {
    if (settings.sides.contains(SideName.PGBENCH) && pgbench.isEmpty()) {
      progress.accept("There is no pgbench on this machine, so it is left out.");
    }
    List<Side> sides = start();
    sides.forEach(this::prepare);
    List<Measurement> measurements = new ArrayList<>();
    for (int round = 1; round <= settings.rounds.rounds(); round++) {
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
      sides.add(Sides.fieldsync(processes, settings.services));
    }
    if (settings.sides.contains(SideName.JPA)) {
      sides.add(Sides.jpa(processes, settings.jpaSettings));
    }
    return sides;
  }

  private void prepare(Side side) {
    progress.accept("Creating %d templates with %s".formatted(templates.size(), side.name()));
    traffic.create(side, templates);
    for (Workload workload : settings.workloads) {
      traffic.warmUp(side, workload.code(), work(side, workload));
    }
  }

  private Work work(Side side, Workload workload) {
    seed++;
    int clients = settings.traffic.clients();
    return switch (workload) {
      case HOT -> {
        List<UUID> one = List.of(UUID.randomUUID());
        traffic.create(side, one);
        yield new WriteTemplates(one, clients, seed);
      }
      case SPREAD -> new WriteTemplates(templates, clients, seed);
      case READS -> new ReadTemplates(templates, settings.traffic.documentBytes(), clients, seed);
    };
  }
}
