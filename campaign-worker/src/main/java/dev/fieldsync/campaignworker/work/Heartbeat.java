package dev.fieldsync.campaignworker.work;

import dev.fieldsync.campaignworker.job.Workers;
import dev.fieldsync.shared.node.NodeName;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Registers the worker and says that it is alive, three times in a lease. When the lease is lost it
 * begins anew, with nothing. Thread-safe.
 */
@Component
class Heartbeat {

  private static final Logger log = LoggerFactory.getLogger(Heartbeat.class);

  private final Workers workers;
  private final NodeName name;
  private final Duration lease;
  private volatile @Nullable Tenure tenure;

  Heartbeat(Workers workers, NodeName name, WorkerProperties properties) {
    this.workers = workers;
    this.name = name;
    this.lease = properties.lease();
  }

  /** Returns the tenure in which jobs may be claimed and begun, {@code null} when there is none. */
  @Nullable Tenure current() {
    Tenure now = tenure;
    return now != null && now.isAlive() ? now : null;
  }

  /** Returns how long to wait between two beats, in milliseconds. */
  long intervalMs() {
    return lease.toMillis() / 3;
  }

  /**
   * Registers or beats.
   *
   * @throws RuntimeException when the database is away
   */
  void beat() {
    Tenure now = tenure;
    long askedAt = System.nanoTime();
    if (now != null && !now.isLost()) {
      if (workers.beat(now.worker(), lease)) {
        now.beaten(askedAt);
        return;
      }
      now.lose();
      log.atWarn()
          .addKeyValue("worker", now.worker())
          .addKeyValue("jobs", now.held())
          .log("This worker was taken for dead, others have its jobs; it begins anew");
      askedAt = System.nanoTime();
    }
    tenure = new Tenure(workers.register(name.value(), lease), lease, askedAt, System::nanoTime);
  }

  /** Signs off. */
  void end() {
    Tenure now = tenure;
    if (now != null) {
      now.lose();
      workers.remove(now.worker());
    }
  }
}
