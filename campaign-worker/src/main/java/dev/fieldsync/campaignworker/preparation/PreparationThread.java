package dev.fieldsync.campaignworker.preparation;

import dev.fieldsync.campaignworker.work.Loop;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Prepares audiences, one after the other. */
@Component
class PreparationThread implements SmartLifecycle {

  private static final long WAIT_MS = 1_000;
  private static final long PATIENCE_MS = 1_000;

  private final PrepareAudiences prepare;
  private volatile @Nullable Loop loop;

  PreparationThread(PrepareAudiences prepare) {
    this.prepare = prepare;
  }

  @Override
  public void start() {
    loop =
        Loop.start(
            "campaign-audiences",
            () -> {
              if (!prepare.runOnce()) {
                Thread.sleep(WAIT_MS / 2 + ThreadLocalRandom.current().nextLong(WAIT_MS / 2));
              }
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
