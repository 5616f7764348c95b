package dev.fieldsync.scenarios.bench.templates;

import dev.fieldsync.scenarios.bench.setup.Processes;
import dev.fieldsync.scenarios.load.ClosedLoop;
import dev.fieldsync.scenarios.load.LoadResult;
import dev.fieldsync.scenarios.load.Work;
import dev.fieldsync.scenarios.process.QuietMachine;
import dev.fieldsync.scenarios.process.ScenarioFailure;
import dev.fieldsync.scenarios.process.WorkDirectory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Runs the rounds. In each, every workload is run by every side, one after the other; who begins
 * changes from round to round.
 */
final class Rounds {

  private static final Duration PREPARING = Duration.ofMinutes(5);
  private static final int SLICE_SECONDS = 10;
  private static final int MIN_WARM_UP_SECONDS = 30;
  private static final double HARDLY_MORE = 1.03;

  private final Settings settings;
  private final Services services;
  private final Processes processes;
  private final Optional<Pgbench> pgbench;
  private final Consumer<String> progress;
  private final QuietMachine quiet;
  private final List<UUID> templates = new ArrayList<>();
  private long seed;

  Rounds(Settings settings, Services services, WorkDirectory directory, Consumer<String> progress) {
    this.settings = settings;
    this.services = services;
    this.processes = services.processes();
    this.progress = progress;
    this.quiet = new QuietMachine(processes.cpu(), settings.processes.quietSeconds());
    this.seed = settings.seed;
    this.pgbench =
        settings.sides.contains(SideName.PGBENCH)
            ? Pgbench.prepare(settings, directory, processes.servers())
            : Optional.empty();
  }

  List<Measurement> run() {
    if (settings.sides.contains(SideName.PGBENCH) && pgbench.isEmpty()) {
      progress.accept("There is no pgbench on this machine, so it is left out.");
    }
    prepare();
    List<Measurement> measurements = new ArrayList<>();
    for (int round = 1; round <= settings.rounds; round++) {
      List<Side> order = new ArrayList<>(services.sides());
      if (round % 2 == 0) {
        Collections.reverse(order);
      }
      for (Workload workload : settings.workloads) {
        for (Side side : order) {
          measurements.add(report(measure(side, workload, round)));
        }
        if (workload.writes() && pgbench.isPresent()) {
          quiet.await();
          measurements.add(report(pgbench.get().run(workload, round)));
        }
      }
    }
    return measurements;
  }

  private void prepare() {
    for (int i = 0; i < settings.templates; i++) {
      templates.add(UUID.randomUUID());
    }
    for (Side side : services.sides()) {
      progress.accept("Creating %d templates with %s".formatted(templates.size(), side.name()));
      create(side, templates);
      for (Workload workload : settings.workloads) {
        warmUp(side, workload);
      }
    }
  }

  /**
   * Until the just-in-time compilers have little left to do, which on two processors takes a minute
   * or more: until a slice brings hardly more than the best one before it.
   */
  private void warmUp(Side side, Workload workload) {
    Work work = work(side, workload);
    double best = 0;
    for (int seconds = 0; seconds < settings.firstWarmUpSeconds; seconds += SLICE_SECONDS) {
      double rate = load(side, work, SLICE_SECONDS).perSecond();
      progress.accept(
          "Warming up %s, %s: %.0f/s".formatted(side.name().code(), workload.code(), rate));
      if (seconds >= MIN_WARM_UP_SECONDS && rate < best * HARDLY_MORE) {
        return;
      }
      best = Math.max(best, rate);
    }
  }

  private void create(Side side, List<UUID> ids) {
    Work create = new CreateTemplates(ids, settings.documentBytes);
    // The worker has just joined its group: the first ones may be answered before they are applied.
    Map<String, Long> faults =
        new ClosedLoop(side.port(), settings.clients).run(create, PREPARING, () -> {}).faults();
    faults.remove("202");
    if (!faults.isEmpty()) {
      throw new ScenarioFailure("%s did not create templates: %s".formatted(side.name(), faults));
    }
  }

  private Work work(Side side, Workload workload) {
    seed++;
    return switch (workload) {
      case HOT -> {
        List<UUID> one = List.of(UUID.randomUUID());
        create(side, one);
        yield new WriteTemplates(one, settings.clients, seed);
      }
      case SPREAD -> new WriteTemplates(templates, settings.clients, seed);
      case READS -> new ReadTemplates(templates, settings.documentBytes, settings.clients, seed);
    };
  }

  private Measurement measure(Side side, Workload workload, int round) {
    quiet.await();
    Work work = work(side, workload);
    load(side, work, settings.warmUpSeconds);
    Map<String, Double> cpu = new LinkedHashMap<>();
    processes.cpu().start();
    LoadResult result =
        load(side, work, settings.seconds, () -> cpu.putAll(processes.cpu().read()));
    processes.requireAlive();
    int lost = work instanceof WriteTemplates writes ? lost(side, writes) : 0;
    double own =
        cpu.entrySet().stream()
            .filter(used -> side.processes().contains(used.getKey()))
            .mapToDouble(Map.Entry::getValue)
            .sum();
    Map<String, Double> latency = new LinkedHashMap<>();
    latency.put("p50", result.percentileMs(50));
    latency.put("p95", result.percentileMs(95));
    latency.put("p99", result.percentileMs(99));
    latency.put("max", result.maxMs());
    return new Measurement(
        workload.code(),
        side.name().code(),
        round,
        result.perSecond(),
        latency,
        result.faults(),
        lost,
        cpu,
        1_000 * own / result.perSecond());
  }

  private int lost(Side side, WriteTemplates writes) {
    FindLostUpdates search = new FindLostUpdates(writes);
    Map<String, Long> faults =
        new ClosedLoop(side.port(), settings.clients).run(search, PREPARING, () -> {}).faults();
    if (!faults.isEmpty()) {
      throw new ScenarioFailure(
          "%s did not let us read what was written: %s".formatted(side.name(), faults));
    }
    return search.lost();
  }

  private LoadResult load(Side side, Work work, int seconds) {
    return load(side, work, seconds, () -> {});
  }

  private LoadResult load(Side side, Work work, int seconds, Runnable atEnd) {
    return new ClosedLoop(side.port(), settings.clients)
        .run(work, Duration.ofSeconds(seconds), atEnd);
  }

  private Measurement report(Measurement measurement) {
    progress.accept(
        "Round %d of %d, %s, %s: %.0f/s, %d failed, %d lost"
            .formatted(
                measurement.round(),
                settings.rounds,
                measurement.workload(),
                measurement.side(),
                measurement.perSecond(),
                measurement.failed(),
                measurement.lost()));
    return measurement;
  }
}
