package dev.fieldsync.scenarios.campaign;

import dev.fieldsync.scenarios.process.ScenarioFailure;
import dev.fieldsync.scenarios.scenario.Narrator;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How fast jobs end, seen from the first to the last that is awaited.
 *
 * @param jobs that have ended
 * @param seconds that took
 */
record Progress(long jobs, double seconds) {

  private static final long LOOK_MS = 250;

  double perSecond() {
    return seconds > 0 ? jobs / seconds : 0;
  }

  /**
   * Watches until so many jobs have ended or the time is over.
   *
   * @param text what the bar says
   */
  static Progress watch(
      CampaignRun run, String text, long jobs, Duration limit, Narrator narrator) {
    long begin = System.nanoTime();
    long before = run.ended().all();
    long ended = before;
    try (Narrator.Bar bar = narrator.bar(text, jobs)) {
      while (ended - before < jobs && System.nanoTime() - begin < limit.toNanos()) {
        TimeUnit.MILLISECONDS.sleep(LOOK_MS);
        ended = run.ended().all();
        bar.at(ended - before);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ScenarioFailure("Interrupted", e);
    }
    return new Progress(ended - before, (System.nanoTime() - begin) / 1e9);
  }
}
