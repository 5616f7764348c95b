package dev.fieldsync.campaignworker.watch;

import dev.fieldsync.campaignworker.work.Loop;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Offers to look after all campaigns, about twice a second. */
@Component
class WatchThread implements SmartLifecycle {

  private static final long WAIT_MS = 500;
  private static final long PATIENCE_MS = 5_000;

  private final WatchTurn turn;
  private final Clock clock;
  private volatile @Nullable Loop loop;
  private volatile Instant lastTurn = Instant.EPOCH;

  WatchThread(WatchTurn turn, Clock clock) {
    this.turn = turn;
    this.clock = clock;
  }

  /** Returns when this worker last offered, and the database answered; the epoch if never. */
  Instant lastTurn() {
    return lastTurn;
  }

  @Override
  public void start() {
    loop =
        Loop.start(
            "campaign-watch",
            () -> {
              turn.runOnce();
              lastTurn = clock.instant();
              Thread.sleep(WAIT_MS / 2 + ThreadLocalRandom.current().nextLong(WAIT_MS / 2));
            });
  }

  @Override
  public void stop() {
    Loop running = loop;
    loop = null;
    if (running != null) {
      running.stop(PATIENCE_MS);
    }
  }

  @Override
  public boolean isRunning() {
    return loop != null;
  }
}
