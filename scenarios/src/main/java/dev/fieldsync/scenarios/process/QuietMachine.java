package dev.fieldsync.scenarios.process;

import java.util.concurrent.TimeUnit;

/**
 * Waits for others on the machine to become quiet, for some time; what they use during a
 * measurement is in its figures all the same.
 */
public final class QuietMachine {

  /** Processor seconds per second that others may use. */
  private static final double QUIET = 0.15;

  private final CpuMeter cpu;
  private final int seconds;

  /**
   * Makes one.
   *
   * @param cpu knows all processes that are not others
   * @param seconds to wait at the most
   */
  public QuietMachine(CpuMeter cpu, int seconds) {
    this.cpu = cpu;
    this.seconds = seconds;
  }

  /** Waits until others use next to nothing, or the time is over. */
  public void await() {
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
