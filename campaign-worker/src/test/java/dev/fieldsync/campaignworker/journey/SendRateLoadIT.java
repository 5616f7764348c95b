package dev.fieldsync.campaignworker.journey;

import static dev.fieldsync.campaignworker.journey.RunningWorkers.mailOnly;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.simulators.traffic.Behaviour;
import dev.fieldsync.simulators.traffic.Fault;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How close to the provider's limit twenty workers come; says so, asserts that nothing is lost. */
@Tag("load")
class SendRateLoadIT {

  private static final int JOBS = 5_000;
  private static final int LIMIT = 500;

  private static final int MAX_WARM_UPS = 10;

  /** Of one processor; what the compilers still take when they have little left to do. */
  private static final double IDLE_COMPILERS = 0.1;

  /** Everything compiled and connected, as in a system that has run for a while. */
  private static void warmUp(RunningWorkers running) {
    CompilationMXBean compilers = ManagementFactory.getCompilationMXBean();
    double compiling = 1;
    for (int i = 0; i < MAX_WARM_UPS && compiling > IDLE_COMPILERS; i++) {
      long began = System.nanoTime();
      final long compiledBefore = compilers.getTotalCompilationTime();
      UUID warm = running.campaign("warm" + i, JOBS, null, mailOnly());
      RunningWorkers.await()
          .atMost(Duration.ofMinutes(3))
          .until(() -> running.status(warm).equals("done"));
      compiling =
          (compilers.getTotalCompilationTime() - compiledBefore)
              / (double) Duration.ofNanos(System.nanoTime() - began).toMillis();
      System.out.printf("warm-up %d: compilers used %.2f of a processor%n", i + 1, compiling);
    }
  }

  @Test
  void twenty_workers_send_at_the_pace_that_the_provider_allows() {
    try (RunningWorkers running = new RunningWorkers()) {
      running.start(
          20,
          Map.of(
              "fieldsync.providers.sendgrid.max-per-second", Integer.toString(LIMIT),
              "spring.datasource.hikari.maximum-pool-size", "4",
              "spring.datasource.hikari.minimum-idle", "1",
              "fieldsync.campaign-worker.lease", "15s"));
      running
          .sendGrid
          .server()
          .behave(
              Behaviour.GOOD
                  .withLatency(Duration.ofMillis(1_800))
                  .withFault(Fault.SERVER_ERROR, 0.05)
                  .withCallsPerSecond(LIMIT));
      warmUp(running);
      final int before = running.sendGrid.mailboxes().size();

      long began = System.nanoTime();
      UUID id = running.campaign("rate", JOBS, null, mailOnly());
      double[] seconds = new double[101];
      for (int percent : new int[] {1, 10, 50, 90, 95, 99, 100}) {
        int mails = before + JOBS * percent / 100;
        RunningWorkers.await()
            .pollInterval(Duration.ofMillis(20))
            .until(() -> running.sendGrid.mailboxes().size() >= mails);
        seconds[percent] = (System.nanoTime() - began) / 1e9;
      }
      RunningWorkers.await().until(() -> running.status(id).equals("done"));

      System.out.printf(
          "%d jobs, 20 workers, 1.8 s, 5 %% errors, limit %d/s: first 1 %% after %.1f s, 10 %% %.1f s,"
              + " 50 %% %.1f s, 90 %% %.1f s, 99 %% %.1f s, all %.1f s%n",
          JOBS,
          LIMIT,
          seconds[1],
          seconds[10],
          seconds[50],
          seconds[90],
          seconds[99],
          seconds[100]);
      double pace = JOBS * 0.8 / (seconds[90] - seconds[10]);
      System.out.printf(
          "between 10 %% and 90 %%: %.0f mails/s, with the failed calls %.0f calls/s, %.0f %% of the"
              + " limit; over all: %.0f mails/s; %d calls, %d refused, %d at once at most%n",
          pace,
          pace / 0.95,
          pace / 0.95 / LIMIT * 100,
          JOBS / seconds[100],
          running.sendGrid.server().counters().calls(),
          running.sendGrid.server().counters().refused(),
          running.sendGrid.server().counters().mostInFlight());
      assertThat(running.sendGrid.mailboxes().size()).isEqualTo(before + JOBS);
      for (int i = 0; i < JOBS; i++) {
        assertThat(running.sendGrid.mailboxes().of(RunningWorkers.address("rate", i))).hasSize(1);
      }
    }
  }
}
