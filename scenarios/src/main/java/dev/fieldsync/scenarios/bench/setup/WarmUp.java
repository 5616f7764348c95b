package dev.fieldsync.scenarios.bench.setup;

import dev.fieldsync.scenarios.figures.Figures;
import dev.fieldsync.scenarios.process.CpuMeter;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Brings a side to the speed that it keeps: until the just-in-time compilers have little left to
 * do, and then until a slice brings hardly more than the best one before it. Few clients work for
 * as long as the compilers do: all of them would leave those so little of two processors that most
 * code stays slow for many minutes. Not thread-safe.
 */
public final class WarmUp {

  private static final int SLICE_SECONDS = 10;
  private static final double HARDLY_MORE = 1.03;

  /** Processors that the compilers of all processes of a side use together. */
  private static final double IDLE_COMPILERS = 0.1;

  private final CpuMeter cpu;
  private final int maxSeconds;
  private final Consumer<String> progress;

  /**
   * Prepares it.
   *
   * @param maxSeconds of load for each side
   * @param progress is told after each slice
   */
  public WarmUp(CpuMeter cpu, int maxSeconds, Consumer<String> progress) {
    this.cpu = cpu;
    this.maxSeconds = maxSeconds;
    this.progress = progress;
  }

  /** Load for a while. */
  public interface Load {

    /** Lets clients work for a time, and returns what they got done per second. */
    double perSecond(int clients, Duration time);
  }

  /**
   * Warms a side up.
   *
   * @param what it is, for the progress
   * @param processes whose compilers are to become idle
   * @param few clients for as long as these work
   * @param all clients
   */
  public void run(String what, Set<String> processes, int few, int all, Load load) {
    boolean compiling = true;
    double best = 0;
    for (int seconds = 0; seconds < maxSeconds; seconds += SLICE_SECONDS) {
      int clients = compiling ? few : all;
      double compiled = cpu.compilerSeconds(processes);
      double rate = load.perSecond(clients, Duration.ofSeconds(SLICE_SECONDS));
      double compilers = (cpu.compilerSeconds(processes) - compiled) / SLICE_SECONDS;
      progress.accept(
          Figures.format(
              "Warming up %s, %d clients: %.0f/s, compilers use %.2f processors",
              what, clients, rate, compilers));
      if (clients == all) {
        if (compilers < IDLE_COMPILERS && rate < best * HARDLY_MORE) {
          return;
        }
        best = Math.max(best, rate);
      }
      compiling = compilers >= IDLE_COMPILERS;
    }
  }
}
