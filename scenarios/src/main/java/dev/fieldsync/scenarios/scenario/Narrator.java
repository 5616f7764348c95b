package dev.fieldsync.scenarios.scenario;

import dev.fieldsync.scenarios.process.ScenarioFailure;
import java.io.PrintWriter;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;

/** Tells people what goes on, while it goes on. Thread-safe. */
public final class Narrator {

  private static final int WIDTH = 30;
  private static final int STEPS_WITHOUT_TERMINAL = 5;

  private final PrintWriter out;
  private final boolean onTerminal;

  /**
   * Makes a narrator.
   *
   * @param onTerminal whether a line may be written over, as a progress bar does
   */
  public Narrator(PrintWriter out, boolean onTerminal) {
    this.out = out;
    this.onTerminal = onTerminal;
  }

  /** Tells one thing, with the time. */
  public synchronized void say(String text) {
    out.println(
        "[" + LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS) + "] " + text);
    out.flush();
  }

  /**
   * Begins something that takes a while.
   *
   * @param what a few words
   * @param total how many of something make it complete
   */
  public Bar bar(String what, long total) {
    return new Bar(what, total);
  }

  /**
   * Lets time pass, visibly.
   *
   * @param what for what
   * @throws ScenarioFailure when the thread is interrupted
   */
  public void pause(String what, int seconds) {
    try (Bar bar = bar(what + " (s)", seconds)) {
      for (int i = 0; i < seconds; i++) {
        TimeUnit.SECONDS.sleep(1);
        bar.add(1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ScenarioFailure("Interrupted", e);
    }
  }

  private synchronized void draw(String what, long done, long total, boolean last) {
    int filled = total == 0 ? WIDTH : (int) (WIDTH * done / total);
    String line =
        "%-28s [%s%s] %d/%d"
            .formatted(what, "#".repeat(filled), ".".repeat(WIDTH - filled), done, total);
    if (onTerminal) {
      out.print("\r" + line + (last ? System.lineSeparator() : ""));
    } else {
      out.println(line);
    }
    out.flush();
  }

  /** How far something is. Thread-safe. */
  public final class Bar implements AutoCloseable {

    private final String what;
    private final long total;
    private long done;
    private long drawn = -1;

    private Bar(String what, long total) {
      this.what = what;
      this.total = total;
    }

    /** Says that some more is done. */
    public synchronized void add(long more) {
      at(done + more);
    }

    /** Says how much is done in all. */
    public synchronized void at(long now) {
      done = Math.min(total, now);
      long step = Math.max(1, total / (onTerminal ? WIDTH : STEPS_WITHOUT_TERMINAL));
      if (done < total && done / step > drawn) {
        drawn = done / step;
        draw(what, done, total, false);
      }
    }

    @Override
    public synchronized void close() {
      draw(what, done, total, true);
    }
  }
}
