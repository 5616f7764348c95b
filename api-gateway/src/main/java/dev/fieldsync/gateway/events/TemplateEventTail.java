package dev.fieldsync.gateway.events;

import dev.fieldsync.shared.kafka.RecordFormat;
import dev.fieldsync.shared.kafka.Topics;
import dev.fieldsync.shared.kafka.UnreadableRecordException;
import dev.fieldsync.shared.update.ProcessingOutcome;
import dev.fieldsync.shared.update.TemplateEvent;
import dev.fieldsync.shared.update.TemplateLogRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;

/**
 * Follows {@code template-events} from the moment of its start. Every gateway reads every
 * partition, so it is no member of a consumer group: no rebalance, no committed offset, no position
 * that a pause or a broken connection could lose.
 *
 * <p>Started before the web server, so that no answer to a request that we accept can be missed.
 */
@Component
public class TemplateEventTail implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(TemplateEventTail.class);

  private static final Duration START_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration LOOK_FOR_PARTITIONS = Duration.ofSeconds(30);
  private static final long MIN_BACKOFF_MS = 200;
  private static final long MAX_BACKOFF_MS = 5_000;

  private final ConsumerFactory<String, byte[]> consumers;
  private final Topics topics;
  private final List<TemplateEventListener> listeners;
  private final Clock clock;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition caughtUp = lock.newCondition();
  private final Map<TopicPartition, Long> positions = new HashMap<>();
  private volatile boolean running;
  private volatile boolean following;
  private volatile Instant lastPoll = Instant.EPOCH;
  private volatile @Nullable Thread thread;
  private volatile @Nullable Consumer<String, byte[]> consumer;

  TemplateEventTail(
      ConsumerFactory<String, byte[]> consumers,
      Topics topics,
      ObjectProvider<TemplateEventListener> listeners,
      Clock clock) {
    this.consumers = consumers;
    this.topics = topics;
    this.listeners = listeners.orderedStream().toList();
    this.clock = clock;
  }

  /** Returns when the brokers were last asked with success (our clock); the epoch if never. */
  public Instant lastPoll() {
    return lastPoll;
  }

  /** Starts to follow; returns when every event from now on will be seen. */
  @Override
  public void start() {
    running = true;
    Thread follower = new Thread(this::followUntilStopped, "template-event-tail");
    follower.setDaemon(true);
    thread = follower;
    follower.start();
    awaitFollowing();
  }

  @Override
  public void stop() {
    running = false;
    Consumer<String, byte[]> current = consumer;
    if (current != null) {
      current.wakeup();
    }
    Thread follower = thread;
    if (follower != null) {
      try {
        follower.join(POLL.toMillis() * 4);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** After the topics, before everything else. */
  @Override
  public int getPhase() {
    return Integer.MIN_VALUE + 1;
  }

  private void awaitFollowing() {
    lock.lock();
    try {
      long left = START_TIMEOUT.toNanos();
      while (!following) {
        if (left <= 0) {
          throw new IllegalStateException(
              "Kafka did not let us read " + topics.templateEvents() + " within " + START_TIMEOUT);
        }
        left = caughtUp.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while starting to follow events", e);
    } finally {
      lock.unlock();
    }
  }

  private void followUntilStopped() {
    long backoff = MIN_BACKOFF_MS;
    while (running) {
      try {
        follow();
        backoff = MIN_BACKOFF_MS;
      } catch (RuntimeException e) {
        if (running) {
          log.atWarn()
              .setCause(e)
              .addKeyValue("retryInMs", backoff)
              .log("Lost the template events; connecting again where we left off");
          tell(TemplateEventListener::onGap);
          backoff = pause(backoff);
        }
      }
    }
  }

  private void follow() {
    try (Consumer<String, byte[]> connected = consumers.createConsumer()) {
      consumer = connected;
      Instant nextLook = assign(connected);
      while (running) {
        for (ConsumerRecord<String, byte[]> record : connected.poll(POLL)) {
          deliver(record);
          positions.put(
              new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
        }
        lastPoll = clock.instant();
        if (lastPoll.isAfter(nextLook)) {
          nextLook = assign(connected);
        }
      }
    } catch (WakeupException e) {
      if (running) {
        throw e;
      }
    } finally {
      consumer = null;
    }
  }

  /** Takes every partition: the first time from its end, a new one from its beginning. */
  private Instant assign(Consumer<String, byte[]> connected) {
    List<TopicPartition> partitions =
        connected.partitionsFor(topics.templateEvents()).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    if (!connected.assignment().equals(Set.copyOf(partitions))) {
      connected.assign(partitions);
      Collection<TopicPartition> unknown =
          partitions.stream().filter(partition -> !positions.containsKey(partition)).toList();
      positions.putAll(
          following ? connected.beginningOffsets(unknown) : connected.endOffsets(unknown));
      partitions.forEach(partition -> connected.seek(partition, position(partition)));
    }
    lastPoll = clock.instant();
    lock.lock();
    try {
      following = true;
      caughtUp.signalAll();
    } finally {
      lock.unlock();
    }
    return lastPoll.plus(LOOK_FOR_PARTITIONS);
  }

  private long position(TopicPartition partition) {
    return positions.getOrDefault(partition, 0L);
  }

  private void deliver(ConsumerRecord<String, byte[]> record) {
    try {
      Instant publishedAt = Instant.ofEpochMilli(record.timestamp());
      RecordFormat.readTemplateOutcome(record.value())
          .ifPresent(outcome -> deliver(outcome, publishedAt));
    } catch (UnreadableRecordException e) {
      log.atError()
          .addKeyValue("partition", record.partition())
          .addKeyValue("offset", record.offset())
          .addKeyValue("reason", e.getMessage())
          .log("An event cannot be read; the template of its key counts as changed");
      unreadable(record.key());
    }
  }

  private void deliver(TemplateLogRecord outcome, Instant publishedAt) {
    if (outcome instanceof TemplateEvent event) {
      tell(listener -> listener.onEvent(event, publishedAt));
    } else if (outcome instanceof ProcessingOutcome processing) {
      tell(listener -> listener.onProcessing(processing));
    }
  }

  private void unreadable(@Nullable String key) {
    try {
      UUID templateId = UUID.fromString(String.valueOf(key));
      tell(listener -> listener.onUnreadable(templateId));
    } catch (IllegalArgumentException e) {
      tell(TemplateEventListener::onGap);
    }
  }

  private void tell(java.util.function.Consumer<TemplateEventListener> news) {
    for (TemplateEventListener listener : listeners) {
      try {
        news.accept(listener);
      } catch (RuntimeException e) {
        log.atError().setCause(e).log("A listener failed on an event; the others still get it");
      }
    }
  }

  private long pause(long backoff) {
    try {
      TimeUnit.MILLISECONDS.sleep(backoff / 2 + ThreadLocalRandom.current().nextLong(backoff));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Math.min(backoff * 2, MAX_BACKOFF_MS);
  }
}
