package dev.fieldsync.taskagent.sync;

import com.zaxxer.hikari.HikariDataSource;
import dev.fieldsync.taskagent.AgentProperties;
import dev.fieldsync.taskagent.queue.DeadLetterDropped;
import dev.fieldsync.taskagent.queue.OperationsReplayed;
import dev.fieldsync.taskagent.queue.SyncQueue;
import dev.fieldsync.taskagent.task.TaskChanged;
import java.time.Clock;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Decides when to sync: at the start, when something was changed here, when an operation is to be
 * tried again, when the server is back, and every so often for what others did. While the server is
 * away it is only looked for.
 */
@Component
class SyncTimer implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(SyncTimer.class);

  private static final long TICK_MS = 250;

  private final SyncRun run;
  private final Connection connection;
  private final SyncWatchers watchers;
  private final SyncQueue queue;
  private final AgentProperties properties;
  private final HikariDataSource database;
  private final Clock clock;
  private final ScheduledExecutorService timer =
      new ScheduledThreadPoolExecutor(
          1,
          task -> {
            Thread thread = new Thread(task, "sync-timer");
            thread.setDaemon(true);
            return thread;
          },
          // Who asks while the agent is closing is heard at its next start.
          new ThreadPoolExecutor.DiscardPolicy());
  private volatile boolean running;
  private volatile boolean asked = true;
  private long lastRun = System.nanoTime();
  private long lastProbe = System.nanoTime();

  SyncTimer(
      SyncRun run,
      Connection connection,
      SyncWatchers watchers,
      SyncQueue queue,
      AgentProperties properties,
      HikariDataSource database,
      Clock clock) {
    this.run = run;
    this.connection = connection;
    this.watchers = watchers;
    this.queue = queue;
    this.properties = properties;
    this.database = database;
    this.clock = clock;
  }

  @TransactionalEventListener
  void changed(TaskChanged changed) {
    ask();
    watchers.tell("status", null);
  }

  @TransactionalEventListener
  void dropped(DeadLetterDropped dropped) {
    ask();
    watchers.tell("status", null);
  }

  @EventListener
  void replayed(OperationsReplayed replayed) {
    ask();
    watchers.tell("status", null);
  }

  /** Asks for a sync soon. */
  void ask() {
    asked = true;
  }

  /** Asks for a sync at once: a person waits for it. */
  void askNow() {
    ask();
    timer.execute(this::tick);
  }

  @Override
  public void start() {
    running = true;
    Future<?> unused =
        timer.scheduleWithFixedDelay(this::tick, TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void stop() {
    running = false;
    timer.shutdownNow();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private void tick() {
    try {
      if (isDue()) {
        asked = false;
        lastRun = System.nanoTime();
        run.runOnce();
      }
    } catch (ServerAwayException e) {
      log.atDebug().setCause(e).log("Looking for the server until it is back");
    } catch (RuntimeException e) {
      if (!running || database.isClosed()) {
        log.atDebug()
            .setCause(e)
            .log("The agent is closing; what it was doing goes on at its start");
        timer.shutdown();
        return;
      }
      log.atError().setCause(e).log("A sync failed in a way nobody foresaw; the next one tries");
    }
  }

  private boolean isDue() {
    if (connection.isOfflineWanted()) {
      return false;
    }
    if (connection.isOnline()) {
      return asked || elapsed(lastRun, properties.syncInterval().toNanos()) || isRetryDue();
    }
    if (!asked && !elapsed(lastProbe, properties.probeInterval().toNanos())) {
      return false;
    }
    asked = false;
    lastProbe = System.nanoTime();
    boolean there = connection.probe();
    if (!there) {
      watchers.tell("status", null);
    }
    return there;
  }

  /** Not sooner than the delay after the last run, so that one that broke off is not hurried. */
  private boolean isRetryDue() {
    return elapsed(lastRun, properties.retryDelay().toNanos()) && queue.isRetryDue(clock.instant());
  }

  private static boolean elapsed(long since, long nanos) {
    return System.nanoTime() - since >= nanos;
  }
}
