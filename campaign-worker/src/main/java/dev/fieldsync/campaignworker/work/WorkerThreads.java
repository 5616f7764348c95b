package dev.fieldsync.campaignworker.work;

import dev.fieldsync.campaignworker.job.Claim;
import dev.fieldsync.campaignworker.job.Ending;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The worker's threads. When it stops it claims no more, gives back what it has not begun, lets
 * what is under way end, records it, and signs off last.
 */
@Component
class WorkerThreads implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(WorkerThreads.class);

  /**
   * What may begin within this time begins together; much shorter than a moment of a rate holds.
   */
  private static final long DISPATCH_WAIT_MS = 10;

  private static final long IDLE_WAIT_MS = 1_000;

  /** Until there are enough, for so long. */
  private static final long GATHER_MS = 100;

  private static final Duration LOOP_PATIENCE = Duration.ofSeconds(5);

  private final Heartbeat heartbeat;
  private final ClaimTurn claimTurn;
  private final DispatchTurn dispatchTurn;
  private final Endings endings;
  private final Signals signals;
  private final WorkerProperties properties;
  private final Deque<Loop> loops = new ArrayDeque<>();
  private volatile boolean running;

  WorkerThreads(
      Heartbeat heartbeat,
      ClaimTurn claimTurn,
      DispatchTurn dispatchTurn,
      Endings endings,
      Signals signals,
      WorkMetrics metrics,
      WorkerProperties properties) {
    this.heartbeat = heartbeat;
    this.claimTurn = claimTurn;
    this.dispatchTurn = dispatchTurn;
    this.endings = endings;
    this.signals = signals;
    this.properties = properties;
    metrics.held(this::held);
  }

  private int held() {
    Tenure tenure = heartbeat.current();
    return tenure == null ? 0 : tenure.held();
  }

  @Override
  public void start() {
    running = true;
    // The last one to be started is the first one to be stopped.
    loops.push(Loop.start("campaign-heartbeat", this::beat));
    loops.push(Loop.start("campaign-endings", this::end));
    loops.push(Loop.start("campaign-dispatch", this::dispatch));
    loops.push(Loop.start("campaign-claims", this::claim));
  }

  private void beat() throws InterruptedException {
    heartbeat.beat();
    signals.jobsQueued();
    Thread.sleep(heartbeat.intervalMs());
  }

  private void claim() throws InterruptedException {
    long poll = properties.pollInterval().toMillis();
    if (claimTurn.runOnce() == 0) {
      signals.claim().await(poll / 2 + ThreadLocalRandom.current().nextLong(poll));
    }
  }

  private void dispatch() throws InterruptedException {
    int begun = dispatchTurn.runOnce();
    long wait = dispatchTurn.waitNanos();
    if (begun == 0 || wait > 0) {
      signals.dispatch().await(Math.max(DISPATCH_WAIT_MS, TimeUnit.NANOSECONDS.toMillis(wait)));
    }
  }

  private void end() throws InterruptedException {
    if (endings.recordSome() < Endings.MANY) {
      signals.end().await(IDLE_WAIT_MS);
      gather();
    }
  }

  /** Some more will have ended in a moment; together they cost one statement. */
  private void gather() throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GATHER_MS);
    for (long left = GATHER_MS; left > 0 && !endings.areEnough(held()); ) {
      signals.end().await(left);
      left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    }
  }

  @Override
  public void stop() {
    if (!running) {
      return;
    }
    running = false;
    Tenure tenure = heartbeat.current();
    signals.claim().raise();
    loops.pop().stop(LOOP_PATIENCE.toMillis());
    signals.dispatch().raise();
    loops.pop().stop(LOOP_PATIENCE.toMillis());
    if (tenure != null) {
      for (Claim claim : tenure.backlog().takeAll(tenure.backlog().campaigns())) {
        endings.add(tenure, new Ending.Released(claim));
      }
      awaitEnd(tenure);
    }
    loops.pop().stop(LOOP_PATIENCE.toMillis());
    loops.pop().stop(1);
    signOff(tenure);
  }

  private void awaitEnd(Tenure tenure) {
    long end = System.nanoTime() + properties.stopPatience().toNanos();
    try {
      while (tenure.held() > 0 && tenure.isAlive() && end - System.nanoTime() > 0) {
        Thread.sleep(DISPATCH_WAIT_MS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void signOff(@Nullable Tenure tenure) {
    int left = tenure == null ? 0 : tenure.held();
    try {
      heartbeat.end();
    } catch (RuntimeException e) {
      log.atWarn().setCause(e).log("The worker could not sign off; its lease ends by itself");
    }
    log.atInfo()
        .addKeyValue("jobsLeft", left)
        .log("The worker has stopped; what it has left goes to others");
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
