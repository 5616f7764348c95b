package dev.fieldsync.gateway.live;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fieldsync.shared.kafka.Topics;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;

/**
 * Follows the logs and fills the ring, on one thread for all watchers, and only while somebody
 * watches or did a moment ago. Not a member of a consumer group. Thread-safe.
 */
@Component
class EventFeed {

  private static final Logger log = LoggerFactory.getLogger(EventFeed.class);

  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration FOR_REQUESTS = Duration.ofSeconds(1);
  private static final int KNOWN_REQUESTS = 50_000;
  private static final long MIN_BACKOFF_MS = 200;
  private static final long MAX_BACKOFF_MS = 5_000;

  private final ConsumerFactory<String, byte[]> consumers;
  private final Topics topics;
  private final EventRing ring;
  private final LiveProperties properties;

  /** Updates whose request came before; their outcome need not wait for it. */
  private final Cache<UUID, Boolean> known =
      Caffeine.newBuilder().maximumSize(KNOWN_REQUESTS).build();

  private final ReentrantLock lock = new ReentrantLock();
  private int watchers;
  private long lastLeft = System.nanoTime();
  private boolean stopped;
  private @Nullable Thread thread;
  private volatile @Nullable Logs connected;

  /** Of the following thread alone. */
  private @Nullable LogPosition position;

  EventFeed(
      ConsumerFactory<String, byte[]> consumers,
      Topics topics,
      EventRing ring,
      LiveProperties properties) {
    this.consumers = consumers;
    this.topics = topics;
    this.ring = ring;
    this.properties = properties;
  }

  /** Somebody watches: the logs are followed, from their ends if they were not. */
  void enter() {
    lock.lock();
    try {
      watchers++;
      if (thread == null && !stopped) {
        Thread follower = new Thread(this::followWhileWanted, "live-events");
        follower.setDaemon(true);
        thread = follower;
        follower.start();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Somebody watches no more. */
  void leave() {
    lock.lock();
    try {
      watchers--;
      lastLeft = System.nanoTime();
    } finally {
      lock.unlock();
    }
  }

  /** Stops for good. */
  void stop() {
    lock.lock();
    try {
      stopped = true;
    } finally {
      lock.unlock();
    }
    Logs current = connected;
    if (current != null) {
      current.wakeUp();
    }
  }

  private boolean wanted() {
    lock.lock();
    try {
      boolean idle = watchers == 0 && System.nanoTime() - lastLeft > properties.linger().toNanos();
      return !stopped && !idle;
    } finally {
      lock.unlock();
    }
  }

  private void followWhileWanted() {
    position = null;
    long backoff = MIN_BACKOFF_MS;
    while (!maybeEnd()) {
      try {
        follow();
        backoff = MIN_BACKOFF_MS;
      } catch (WakeupException e) {
        log.atDebug().log("The live feed was woken up to stop");
      } catch (InvalidOffsetException e) {
        log.atWarn()
            .setCause(e)
            .log("The logs lost what was to be shown next; going on at their end");
        position = null;
      } catch (RuntimeException e) {
        log.atWarn()
            .setCause(e)
            .addKeyValue("retryInMs", backoff)
            .log("Lost the logs for the live stream; connecting again where it left off");
        backoff = pause(backoff);
      }
    }
  }

  /** Ends the thread when nobody wants it; whoever comes next starts another one. */
  private boolean maybeEnd() {
    lock.lock();
    try {
      if (wanted()) {
        return false;
      }
      thread = null;
      ring.close();
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void follow() {
    try (Logs logs = Logs.open(consumers, topics, "-live")) {
      connected = logs;
      LogPosition from = begin(logs);
      logs.follow(IntStream.range(0, logs.lanes()).boxed().toList(), from);
      while (wanted()) {
        List<ReadRecord> records = logs.poll(POLL);
        if (!records.isEmpty()) {
          if (anyWithoutItsRequest(records)) {
            records.addAll(logs.catchUpWithRequests(FOR_REQUESTS));
          }
          PlacedEvents placed = PlacedEvents.of(CampaignLife.latestOnly(InOrder.of(records)), from);
          from = placed.end();
          position = from;
          ring.append(placed.events(), from);
        }
      }
    } finally {
      connected = null;
    }
  }

  private LogPosition begin(Logs logs) {
    LogPosition before = position;
    LogPosition from = before == null ? null : before.widened(logs.sizes()).orElse(null);
    if (from == null || before == null || from.lanes() != before.lanes()) {
      from = from == null ? logs.ends() : from;
      ring.restart(from);
      position = from;
    }
    return from;
  }

  /** An outcome can be read before its request, which is in another log. */
  private boolean anyWithoutItsRequest(List<ReadRecord> records) {
    Set<UUID> missing = new HashSet<>();
    for (ReadRecord record : records) {
      if (record.request() != null) {
        known.put(record.request(), true);
      }
      if (record.follows() != null) {
        missing.add(record.follows());
      }
    }
    missing.removeIf(update -> known.getIfPresent(update) != null);
    missing.forEach(update -> known.put(update, true));
    return !missing.isEmpty();
  }

  private static long pause(long backoff) {
    try {
      TimeUnit.MILLISECONDS.sleep(backoff / 2 + ThreadLocalRandom.current().nextLong(backoff));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Math.min(backoff * 2, MAX_BACKOFF_MS);
  }
}
