package dev.fieldsync.scenarios.bench.templates;

import dev.fieldsync.scenarios.process.CpuMeter;
import dev.fieldsync.scenarios.process.ScenarioFailure;
import java.util.concurrent.TimeUnit;

/**
 * Waits for others on the machine to become quiet, for some time; what they use during a
 * measurement is in its figures all the same.
 */
final class QuietMachine {

  /** Processor seconds per second that others may use. */
  private static final double QUIET = 0.15;

  private final CpuMeter cpu;
  private final int seconds;

  QuietMachine(CpuMeter cpu, int seconds) {
    this.cpu = cpu;
    this.seconds = seconds;
  }

  void await() {
    for (int i = 0; i < seconds; i++) {
      cpu.start();
      try {
        TimeUnit.SECONDS.sleep(1);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ScenarioFailure("Interrupted", e);
      }
      if (cpu.read().getOrDefault(CpuMeter.OTHERS, 0.0) < QUIET) {
        return;
      }
    }
  }
}
