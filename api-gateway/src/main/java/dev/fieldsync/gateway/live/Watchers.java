package dev.fieldsync.gateway.live;

import dev.fieldsync.gateway.live.Watcher.Scope;
import dev.fieldsync.gateway.problem.ProblemException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.thread.Threading;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.Environment;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Everybody who watches, bounded in number. Each has a thread: a reader that takes nothing blocks
 * that thread alone, until the server's write time-out drops it. Thread-safe.
 */
@Component
class Watchers implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(Watchers.class);

  /** The browser comes back after two seconds. */
  private static final byte[] FIRST_BYTES = "retry: 2000\n\n".getBytes(StandardCharsets.UTF_8);

  private final EventFeed feed;
  private final EventRing ring;
  private final Replay replay;
  private final LiveProperties properties;
  private final Clock clock;
  private final SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor("watcher-");
  private final Semaphore seats;
  private final Set<Watcher> watching = ConcurrentHashMap.newKeySet();
  private volatile boolean running;

  Watchers(
      EventFeed feed,
      EventRing ring,
      Replay replay,
      LiveProperties properties,
      Environment environment,
      MeterRegistry meters,
      Clock clock) {
    this.feed = feed;
    this.ring = ring;
    this.replay = replay;
    this.properties = properties;
    this.clock = clock;
    this.seats = new Semaphore(properties.maxWatchers());
    threads.setVirtualThreads(Threading.VIRTUAL.isActive(environment));
    threads.setDaemon(true);
    Gauge.builder("fieldsync.events.watchers", watching, Set::size)
        .description("Live streams that are open")
        .register(meters);
  }

  /**
   * Opens a stream; the request is answered by another thread from now on.
   *
   * @param seen what the caller has seen before, {@code null} to begin now
   * @throws ProblemException 503 when too many watch, or the server is about to stop
   */
  void open(
      Scope scope,
      @Nullable LogPosition seen,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    if (!running || !seats.tryAcquire()) {
      throw ProblemException.of(
          HttpStatus.SERVICE_UNAVAILABLE,
          "TooManyWatchers",
          "This gateway has no room for one more live stream (it has "
              + properties.maxWatchers()
              + "), or it is about to stop. Try again in a few seconds.");
    }
    boolean started = false;
    StreamEnd end = null;
    try {
      response.setStatus(HttpStatus.OK.value());
      response.setContentType("text/event-stream;charset=UTF-8");
      response.setHeader("Cache-Control", "no-store");
      response.setHeader("X-Accel-Buffering", "no");
      OutputStream out = response.getOutputStream();
      out.write(FIRST_BYTES);
      out.flush();
      StreamEnd stream = StreamEnd.of(request.startAsync());
      end = stream;
      Watcher watcher = new Watcher(scope, ring, replay::read, out, properties, clock);
      threads.execute(() -> watch(watcher, seen, stream));
      started = true;
    } finally {
      if (!started) {
        seats.release();
        if (end != null) {
          end.end();
        }
      }
    }
  }

  private void watch(Watcher watcher, @Nullable LogPosition seen, StreamEnd stream) {
    watching.add(watcher);
    feed.enter();
    try {
      if (!running) {
        watcher.close();
      }
      Watcher.End end = watcher.run(seen);
      log.atDebug().addKeyValue("end", end).log("A live stream ended; its reader may come back");
    } catch (IOException e) {
      log.atDebug().setCause(e).log("A live stream's reader is gone or takes nothing");
    } catch (KafkaException e) {
      log.atWarn().setCause(e).log("A live stream could not be resumed; its reader comes back");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.atWarn()
          .setCause(e)
          .log("A live stream ended in a way nobody foresaw; its reader comes back");
    } finally {
      feed.leave();
      watching.remove(watcher);
      seats.release();
      stream.end();
    }
  }

  @Override
  public void start() {
    running = true;
  }

  /** Ends all streams, so that the server's graceful stop need not wait for them. */
  @Override
  public void stop() {
    running = false;
    watching.forEach(Watcher::close);
    feed.stop();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** The highest phase stops first, before the web server waits for its requests. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }
}
