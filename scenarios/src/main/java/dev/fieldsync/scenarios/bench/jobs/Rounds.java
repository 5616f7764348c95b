package dev.fieldsync.scenarios.bench.jobs;

import dev.fieldsync.scenarios.figures.Figures;
import dev.fieldsync.scenarios.process.CpuMeter;
import dev.fieldsync.scenarios.process.QuietMachine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Runs the rounds. In each, every side creates jobs and completes them, one side after the other;
 * who begins changes from round to round. Then Fieldsync does it again beside waiting jobs.
 */
final class Rounds {

  private static final int MIN_WARM_UPS = 3;
  private static final int MAX_WARM_UPS = 20;
  private static final double HARDLY_MORE = 1.05;

  /** Processors that the just-in-time compilers of a side use together over a batch. */
  private static final double IDLE_COMPILERS = 0.1;

  private final Settings settings;
  private final Sides sides;
  private final Consumer<String> progress;
  private final CpuMeter cpu;
  private final QuietMachine quiet;
  private final List<Measurement> measurements = new ArrayList<>();

  Rounds(Settings settings, Sides sides, Consumer<String> progress) {
    this.settings = settings;
    this.sides = sides;
    this.progress = progress;
    this.cpu = sides.processes().cpu();
    this.quiet = new QuietMachine(cpu, settings.processes.quietSeconds());
  }

  List<Measurement> run() {
    sides.all().forEach(this::warmUp);
    for (int round = 1; round <= settings.rounds.rounds(); round++) {
      List<Side> order = new ArrayList<>(sides.all());
      Collections.rotate(order, 1 - round);
      for (Side side : order) {
        create(side, round);
        complete(side, Workload.COMPLETE, round);
      }
    }
    if (settings.waiting > 0) {
      sides.fieldsync().ifPresent(this::besideWaiting);
    }
    return measurements;
  }

  private void warmUp(Side side) {
    double best = 0;
    for (int batch = 1; batch <= MAX_WARM_UPS && settings.warmUpJobs > 0; batch++) {
      long began = System.nanoTime();
      double compiled = cpu.compilerSeconds(side.processes());
      side.prepare(settings.warmUpJobs);
      side.create();
      double rate = settings.warmUpJobs / Observation.of(side).seconds();
      side.stop();
      side.tidy();
      double compilers =
          (cpu.compilerSeconds(side.processes()) - compiled) / ((System.nanoTime() - began) / 1e9);
      progress.accept(
          Figures.format(
              "Warming up %s: %.0f jobs/s, compilers use %.2f processors",
              side.name().code(), rate, compilers));
      if (batch >= MIN_WARM_UPS && rate < best * HARDLY_MORE && compilers < IDLE_COMPILERS) {
        return;
      }
      best = Math.max(best, rate);
    }
  }

  private void create(Side side, int round) {
    side.prepare(settings.jobs);
    side.tidy();
    quiet.await();
    long began = System.nanoTime();
    side.create();
    double seconds = (System.nanoTime() - began) / 1e9;
    report(Measurement.creating(side.name().code(), round, settings.jobs, seconds));
    if (side instanceof Fieldsync fieldsync) {
      double copied =
          new BareCopy(fieldsync.database()).seconds(fieldsync.campaign(), settings.jobs);
      report(Measurement.creating(Measurement.COPY, round, settings.jobs, copied));
    }
  }

  private void complete(Side side, Workload workload, int round) {
    side.tidy();
    quiet.await();
    cpu.start();
    long began = System.nanoTime();
    Observation observed = Observation.of(side);
    Map<String, Double> used = cpu.read();
    double seconds = (System.nanoTime() - began) / 1e9;
    side.stop();
    sides.processes().requireAlive();
    double own =
        used.entrySet().stream()
            .filter(each -> side.processes().contains(each.getKey()))
            .mapToDouble(Map.Entry::getValue)
            .sum();
    report(
        new Measurement(
            workload.code(),
            side.name().code(),
            round,
            observed.seconds(),
            settings.jobs / observed.seconds(),
            observed.startMs(),
            side.notOnce(),
            used,
            1_000 * own * seconds / settings.jobs));
  }

  private void besideWaiting(Fieldsync fieldsync) {
    progress.accept("Bringing %,d jobs to where they wait".formatted(settings.waiting));
    fieldsync.addWaiting(settings.waiting);
    for (int round = 1; round <= settings.rounds.rounds(); round++) {
      fieldsync.prepare(settings.jobs);
      fieldsync.create();
      complete(fieldsync, Workload.BESIDE_WAITING, round);
    }
  }

  private void report(Measurement measurement) {
    measurements.add(measurement);
    progress.accept(
        "Round %d of %d, %s, %s: %.2f s, %.0f jobs/s, %d not once"
            .formatted(
                measurement.round(),
                settings.rounds.rounds(),
                measurement.workload(),
                measurement.side(),
                measurement.seconds(),
                measurement.perSecond(),
                measurement.notOnce()));
  }
}
