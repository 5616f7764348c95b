package dev.fieldsync.campaignworker.journey;

import static dev.fieldsync.campaignworker.journey.RunningWorkers.mailOnly;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.shared.json.Json;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Ten jobs beside fifty thousand. */
@Tag("load")
class FairnessLoadIT {

  private static final int ROUNDS = 11;

  @Test
  void ten_jobs_do_not_wait_behind_fifty_thousand() {
    try (RunningWorkers running = new RunningWorkers()) {
      running.start(4, Map.of("fieldsync.providers.sendgrid.max-per-second", "300"));
      running
          .sendGrid
          .server()
          .behave(running.sendGrid.server().behaviour().withLatency(Duration.ofMillis(300)));
      double[] alone = rounds(running, "alone");
      UUID big = running.campaign("big", 50_000, null, mailOnly());
      RunningWorkers.await().until(() -> running.sendGrid.mailboxes().size() > 1_500);

      double[] others = rounds(running, "small");
      double[] own = rounds(running, "big");

      System.out.printf(
          "10 mails (pace 300/s, 4 workers, latency 0.3 s), median and longest of %d: alone %.2f and"
              + " %.2f s; beside 50,000 of another organization %.2f and %.2f s, of their own %.2f"
              + " and %.2f s%n",
          ROUNDS,
          median(alone),
          longest(alone),
          median(others),
          longest(others),
          median(own),
          longest(own));
      assertThat(running.progress(big).ended()).isLessThan(25_000);
      running.statuses().cancel("big", big, "test");
    }
  }

  @Test
  void the_loop_keeps_up_with_jobs_that_take_no_time() {
    JsonNode analyzeOnly =
        Json.parse(
            """
            {"start": "analyze", "steps": {
              "analyze": {"kind": "analyze", "next": {"*": "done"}},
              "done": {"kind": "done"}}}
            """);
    try (RunningWorkers running = new RunningWorkers()) {
      running.start(2, Map.of());
      for (int round = 0; round < 4; round++) {
        long began = System.nanoTime();
        UUID id = running.campaign("noop" + round, 50_000, null, analyzeOnly);
        double created = (System.nanoTime() - began) / 1e9;
        RunningWorkers.await()
            .pollInterval(Duration.ofMillis(20))
            .until(() -> running.progress(id).ended() == 50_000);
        double all = (System.nanoTime() - began) / 1e9;
        System.out.printf(
            "50,000 jobs that take no time: created in %.2f s, all ended after %.2f s, %.0f/s by 2"
                + " workers%n",
            created, all, 50_000 / (all - created));
      }
    }
  }

  private static double[] rounds(RunningWorkers running, String organization) {
    double[] seconds = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      seconds[round] = seconds(running, running.campaign(organization, 10, null, mailOnly()));
    }
    Arrays.sort(seconds);
    return seconds;
  }

  private static double median(double[] sorted) {
    return sorted[sorted.length / 2];
  }

  private static double longest(double[] sorted) {
    return sorted[sorted.length - 1];
  }

  private static double seconds(RunningWorkers running, UUID id) {
    long began = System.nanoTime();
    RunningWorkers.await()
        .pollInterval(Duration.ofMillis(20))
        .until(() -> running.progress(id).ended() == 10);
    return (System.nanoTime() - began) / 1e9;
  }
}
