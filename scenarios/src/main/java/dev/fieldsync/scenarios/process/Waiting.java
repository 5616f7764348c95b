package dev.fieldsync.scenarios.process;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Waiting for something that another process does. */
public final class Waiting {

  private static final long INTERVAL_MS = 100;

  private Waiting() {}

  /**
   * Asks again and again until there is an answer.
   *
   * @param complaint what to say when the time is over
   * @throws ScenarioFailure when the time is over
   */
  public static <T> T until(Duration limit, String complaint, Supplier<Optional<T>> question) {
    long end = System.nanoTime() + limit.toNanos();
    while (true) {
      Optional<T> answer = question.get();
      if (answer.isPresent()) {
        return answer.get();
      }
      if (System.nanoTime() > end) {
        throw new ScenarioFailure(complaint + " (waited " + limit.toSeconds() + " s)");
      }
      pause();
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(INTERVAL_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ScenarioFailure("Interrupted", e);
    }
  }
}
