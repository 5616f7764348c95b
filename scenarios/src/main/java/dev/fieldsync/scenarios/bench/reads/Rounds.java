package dev.fieldsync.scenarios.bench.reads;

import dev.fieldsync.scenarios.bench.setup.BenchmarkRun;
import dev.fieldsync.scenarios.bench.traffic.Measurement;
import dev.fieldsync.scenarios.bench.traffic.ReadTemplates;
import dev.fieldsync.scenarios.bench.traffic.Side;
import dev.fieldsync.scenarios.bench.traffic.Sides;
import dev.fieldsync.scenarios.bench.traffic.Traffic;
import dev.fieldsync.scenarios.load.Work;
import dev.fieldsync.scenarios.process.ScenarioFailure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Lets the sides read the same templates, in turns; another one begins in every round. */
final class Rounds {

  static final String WORKLOAD = "reads";

  private final Settings settings;
  private final BenchmarkRun run;
  private final Traffic traffic;
  private final List<UUID> templates;
  private long seed;

  Rounds(Settings settings, BenchmarkRun run) {
    this.settings = settings;
    this.run = run;
    this.traffic = new Traffic(settings, run);
    this.templates = Traffic.newTemplates(settings.traffic().templates());
    this.seed = settings.traffic().seed();
  }

  List<Measurement> run() {
    Side fieldsync = Sides.fieldsync(run.processes(), settings.services());
    traffic.create(fieldsync, templates);
    List<Reader> readers = Readers.start(settings, run.processes(), fieldsync);
    readers.stream()
        .filter(each -> each.side().name().equals(SideName.CAFFEINE.code()))
        .forEach(each -> fill(fieldsync, each.side()));
    readers.forEach(each -> traffic.warmUp(each.side(), WORKLOAD, work(each)));
    List<Measurement> measurements = new ArrayList<>();
    for (int round = 1; round <= settings.rounds(); round++) {
      for (Reader each : readers) {
        measurements.add(traffic.measure(each.side(), WORKLOAD, round, work(each)));
      }
      Collections.rotate(readers, 1);
    }
    return measurements;
  }

  /** The gateway has its answers with every update applied: they were created long ago. */
  private void fill(Side fieldsync, Side cache) {
    Collect collect = new Collect(templates);
    requireNone(traffic.finish(fieldsync, collect), fieldsync);
    requireNone(traffic.finish(cache, new FillCache(collect.answers())), cache);
  }

  private static void requireNone(Map<String, Long> faults, Side side) {
    if (!faults.isEmpty()) {
      throw new ScenarioFailure("%s cannot be prepared: %s".formatted(side.name(), faults));
    }
  }

  private Work work(Reader reader) {
    seed++;
    return new ReadTemplates(
        id -> reader.path() + id,
        reader.headers(),
        templates,
        settings.traffic().documentBytes(),
        settings.traffic().clients(),
        seed);
  }
}
