package dev.fieldsync.scenarios.bench.tasks;

import dev.fieldsync.scenarios.bench.setup.Processes;
import dev.fieldsync.scenarios.bench.setup.WarmUp;
import dev.fieldsync.scenarios.load.ClosedLoop;
import dev.fieldsync.scenarios.load.LoadResult;
import dev.fieldsync.scenarios.process.QuietMachine;
import dev.fieldsync.scenarios.process.ScenarioFailure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Runs the rounds: in each, every side gets a new device that was offline and syncs it, one side
 * after the other; who begins changes from round to round.
 */
final class Rounds {

  /** As many as a device has batches under way. */
  private static final int WARM_UP_DEVICES = 3;

  private final Settings settings;
  private final Processes processes;
  private final List<Side> sides;
  private final Consumer<String> progress;
  private final QuietMachine quiet;

  Rounds(Settings settings, Processes processes, List<Side> sides, Consumer<String> progress) {
    this.settings = settings;
    this.processes = processes;
    this.sides = sides;
    this.progress = progress;
    this.quiet = new QuietMachine(processes.cpu(), settings.processes.quietSeconds());
  }

  List<Measurement> run() {
    sides.forEach(this::warmUp);
    for (int round = 1; round <= settings.warmUpRounds; round++) {
      for (Side side : sides) {
        measure(side, round, "warm-up-");
      }
    }
    List<Measurement> measurements = new ArrayList<>();
    for (int round = 1; round <= settings.rounds.rounds(); round++) {
      List<Side> order = new ArrayList<>(sides);
      if (round % 2 == 0) {
        Collections.reverse(order);
      }
      for (Side side : order) {
        measurements.add(measure(side, round, "round-"));
      }
    }
    return measurements;
  }

  private void warmUp(Side side) {
    Side.Batches batches = side.batches();
    new WarmUp(processes.cpu(), settings.firstWarmUpSeconds, progress)
        .run(
            side.name().code() + ", operations",
            side.servers(),
            1,
            WARM_UP_DEVICES,
            (devices, time) -> {
              LoadResult sent =
                  new ClosedLoop(batches.port(), devices).run(batches.work(), time, () -> {});
              if (!sent.faults().isEmpty()) {
                throw new ScenarioFailure(
                    side.name().code() + " did not take tasks: " + sent.faults());
              }
              return batches.size() * sent.perSecond();
            });
  }

  private Measurement measure(Side side, int round, String kind) {
    try (Side.Device device = side.offline(kind + round)) {
      quiet.await();
      processes.cpu().start();
      Sync sync = device.sync();
      Map<String, Double> cpu = processes.cpu().read();
      long missing = device.missing();
      double own =
          cpu.entrySet().stream()
              .filter(used -> side.processes().contains(used.getKey()))
              .mapToDouble(Map.Entry::getValue)
              .sum();
      Measurement measurement =
          new Measurement(
              side.name().code(),
              round,
              sync.seconds(),
              (settings.operations - missing) / sync.seconds(),
              sync.requests(),
              sync.failed(),
              missing,
              cpu,
              1_000 * own * sync.seconds() / settings.operations);
      progress.accept(
          "%s%d, %s: %.0f operations/s, %d requests, %d failed, %d missing"
              .formatted(
                  kind,
                  round,
                  measurement.side(),
                  measurement.perSecond(),
                  measurement.requests(),
                  measurement.failed(),
                  missing));
      return measurement;
    }
  }
}
