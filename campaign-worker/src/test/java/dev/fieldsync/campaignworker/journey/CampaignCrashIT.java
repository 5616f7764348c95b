package dev.fieldsync.campaignworker.journey;

import static dev.fieldsync.campaignworker.journey.RunningWorkers.mailOnly;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.campaignworker.CampaignWorkerApplication;
import dev.fieldsync.simulators.traffic.Behaviour;
import dev.fieldsync.simulators.traffic.Fault;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Workers as processes, killed at random while they send: every mailbox has one mail, no job is
 * lost, none rests with a dead worker for longer than its lease and a scan.
 */
@Tag("fault")
class CampaignCrashIT {

  private static final int JOBS = Integer.getInteger("fieldsync.test.crash.jobs", 20_000);
  private static final int SECONDS = Integer.getInteger("fieldsync.test.crash.seconds", 120);
  private static final int WORKERS = 4;

  /** How long it takes to look, and what a busy machine adds. */
  private static final Duration SCAN = Duration.ofSeconds(7);

  private final long seed = Long.getLong("fieldsync.test.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @TempDir private Path directory;

  @Test
  void workers_that_are_killed_at_random_send_everything_once() throws Exception {
    System.out.println("seed " + seed);
    List<Process> processes = new ArrayList<>();
    // One that is never killed makes the campaign and reads the counters, and claims nothing.
    try (RunningWorkers running = new RunningWorkers()) {
      running.start(
          1,
          Map.of(
              "fieldsync.campaign-worker.max-in-flight", "1",
              "fieldsync.providers.sendgrid.max-in-flight", "1"));
      running
          .sendGrid
          .server()
          .behave(
              Behaviour.GOOD
                  .withLatency(Duration.ofMillis(400))
                  .withFault(Fault.SERVER_ERROR, 0.02)
                  .withFault(Fault.ANSWER_LOST, 0.01)
                  .withFault(Fault.HANG, 0.001));
      UUID id = running.campaign("crash", JOBS, null, mailOnly());
      int pace = Math.max(1, JOBS / SECONDS);
      for (int i = 0; i < WORKERS; i++) {
        processes.add(worker(running, pace));
      }
      Killing killing = new Killing(running, processes, pace);
      RunningWorkers.await()
          .pollInterval(Duration.ofMillis(100))
          .atMost(Duration.ofSeconds(2L * SECONDS))
          .until(killing::isOver);
      RunningWorkers.await()
          .atMost(Duration.ofMinutes(3))
          .until(() -> running.status(id).equals("done"));

      int doubles = 0;
      int missing = 0;
      for (int i = 0; i < JOBS; i++) {
        int mails = running.sendGrid.mailboxes().of(RunningWorkers.address("crash", i)).size();
        doubles += mails > 1 ? 1 : 0;
        missing += mails == 0 ? 1 : 0;
      }
      System.out.printf(
          "%,d jobs, %d workers, %d killed in %d s: %,d mails, %d missing, %d doubled; %,d calls, %,d"
              + " of them repeated a key; lapses %d; longest with a dead worker after its lease: %.1f s; counts %s%n",
          JOBS,
          WORKERS,
          killing.kills,
          SECONDS,
          running.sendGrid.mailboxes().size(),
          missing,
          doubles,
          running.sendGrid.server().counters().calls(),
          running.sendGrid.server().counters().duplicates(),
          lapses(running),
          killing.longestRest,
          running.progress(id).counts());
      assertThat(missing).isZero();
      assertThat(doubles).isZero();
      assertThat(running.progress(id).ended()).isEqualTo(JOBS);
      assertThat(killing.longestRest).isLessThan(SCAN.toMillis() / 1e3);
    } finally {
      processes.forEach(Process::destroyForcibly);
    }
  }

  /** Kills a worker now and then, and looks meanwhile for how long jobs are with dead ones. */
  private final class Killing {

    private final RunningWorkers running;
    private final List<Process> processes;
    private final int pace;
    private final long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    private long nextKill = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    private int kills;
    private double longestRest;

    Killing(RunningWorkers running, List<Process> processes, int pace) {
      this.running = running;
      this.processes = processes;
      this.pace = pace;
    }

    boolean isOver() throws IOException, InterruptedException {
      longestRest = Math.max(longestRest, longestRest(running));
      if (System.nanoTime() >= nextKill) {
        int victim = random.nextInt(WORKERS);
        processes.get(victim).destroyForcibly().waitFor();
        processes.set(victim, worker(running, pace));
        kills++;
        nextKill = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(2_000 + random.nextInt(6_000));
      }
      return System.nanoTime() >= end;
    }
  }

  /** For how many seconds a job has been with a worker whose lease is over. */
  private static double longestRest(RunningWorkers running) {
    Double seconds =
        running
            .jdbc()
            .queryForObject(
                """
                select coalesce(max(extract(epoch from clock_timestamp() - w.alive_until)), 0)
                  from fieldsync.campaign_lease l
                  join fieldsync.campaign_worker w on w.id = l.worker_id
                """,
                Double.class);
    return seconds == null ? 0 : Math.max(0, seconds);
  }

  private static int lapses(RunningWorkers running) {
    Integer lapses =
        running
            .jdbc()
            .queryForObject(
                "select count(*) from fieldsync.campaign_failure where kind = 'lapsed'",
                Integer.class);
    return lapses == null ? 0 : lapses;
  }

  private Process worker(RunningWorkers running, int pace) throws IOException {
    Map<String, String> settings =
        new HashMap<>(
            running.settings(
                Map.of(
                    "fieldsync.providers.sendgrid.max-per-second", Integer.toString(pace),
                    "fieldsync.providers.sendgrid.request-timeout", "3s",
                    "spring.main.web-application-type", "none")));
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                CampaignWorkerApplication.class.getName()));
    settings.forEach((name, value) -> command.add("--" + name + "=" + value));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log()))
        .start();
  }

  private File log() {
    return directory.resolve("workers.log").toFile();
  }
}
