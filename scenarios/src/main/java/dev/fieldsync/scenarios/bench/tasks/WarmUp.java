package dev.fieldsync.scenarios.bench.tasks;

import dev.fieldsync.scenarios.figures.Figures;
import dev.fieldsync.scenarios.load.ClosedLoop;
import dev.fieldsync.scenarios.load.LoadResult;
import dev.fieldsync.scenarios.process.CpuMeter;
import dev.fieldsync.scenarios.process.ScenarioFailure;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Brings the servers of a side to the speed that they keep: many devices send them batches, until
 * their just-in-time compilers have little left to do and the rate grows no more. One device sends
 * for as long as the compilers work, which else got too little of the processors.
 */
final class WarmUp {

  private static final int SLICE_SECONDS = 10;
  private static final int DEVICES = 3;
  private static final double HARDLY_MORE = 1.05;

  /** Processors that the compilers of a side's servers use together. */
  private static final double IDLE_COMPILERS = 0.1;

  private final Settings settings;
  private final CpuMeter cpu;
  private final Consumer<String> progress;

  WarmUp(Settings settings, CpuMeter cpu, Consumer<String> progress) {
    this.settings = settings;
    this.cpu = cpu;
    this.progress = progress;
  }

  void of(Side side) {
    Side.Batches batches = side.batches();
    boolean compiling = true;
    double best = 0;
    for (int seconds = 0; seconds < settings.firstWarmUpSeconds; seconds += SLICE_SECONDS) {
      int devices = compiling ? 1 : DEVICES;
      double compiled = cpu.compilerSeconds(side.servers());
      LoadResult sent =
          new ClosedLoop(batches.port(), devices)
              .run(batches.work(), Duration.ofSeconds(SLICE_SECONDS), () -> {});
      double compilers = (cpu.compilerSeconds(side.servers()) - compiled) / SLICE_SECONDS;
      if (!sent.faults().isEmpty()) {
        throw new ScenarioFailure(side.name().code() + " did not take tasks: " + sent.faults());
      }
      double rate = batches.size() * sent.perSecond();
      progress.accept(
          Figures.format(
              "Warming up %s, %d devices: %.0f operations/s, compilers use %.2f processors",
              side.name().code(), devices, rate, compilers));
      if (devices == DEVICES) {
        if (compilers < IDLE_COMPILERS && rate < best * HARDLY_MORE) {
          return;
        }
        best = Math.max(best, rate);
      }
      compiling &= compilers >= IDLE_COMPILERS;
    }
  }
}
