package dev.fieldsync.gateway.cache;

import dev.fieldsync.shared.kafka.RecordFormat;
import dev.fieldsync.shared.kafka.Topics;
import dev.fieldsync.shared.kafka.UnreadableRecordException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;

/**
 * Follows {@code cache-probes} from its end, also after a lost connection: what was said meanwhile
 * is of no use any more. Announces this gateway every few seconds while it follows.
 */
@Component
class CacheTopicTail implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(CacheTopicTail.class);

  private static final Duration POLL = Duration.ofMillis(500);
  private static final long ANNOUNCE_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long PAUSE_MS = 2_000;

  private final ConsumerFactory<String, byte[]> consumers;
  private final TopicPartition partition;
  private final CacheTopic topic;
  private volatile boolean running;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile @Nullable Thread thread;
  private volatile @Nullable Consumer<String, byte[]> consumer;

  CacheTopicTail(ConsumerFactory<String, byte[]> consumers, Topics topics, CacheTopic topic) {
    this.consumers = consumers;
    this.partition = new TopicPartition(topics.cacheProbes(), 0);
    this.topic = topic;
  }

  @Override
  public void start() {
    running = true;
    Thread follower = new Thread(this::followUntilStopped, "cache-topic-tail");
    follower.setDaemon(true);
    thread = follower;
    follower.start();
  }

  @Override
  public void stop() {
    running = false;
    stopped.countDown();
    topic.leave();
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

  private void followUntilStopped() {
    while (running) {
      try (Consumer<String, byte[]> connected = consumers.createConsumer(null, "-cache-probes")) {
        consumer = connected;
        follow(connected);
      } catch (WakeupException e) {
        log.atDebug().setCause(e).log("Stopping to follow what the other gateways say");
      } catch (RuntimeException e) {
        log.atWarn()
            .setCause(e)
            .addKeyValue("retryInMs", PAUSE_MS)
            .log("Lost what the other gateways say; connecting again");
        pause();
      } finally {
        consumer = null;
      }
    }
  }

  private void follow(Consumer<String, byte[]> connected) {
    connected.assign(List.of(partition));
    connected.seekToEnd(List.of(partition));
    connected.position(partition);
    topic.announce();
    long announcedAt = System.nanoTime();
    while (running) {
      for (ConsumerRecord<String, byte[]> record : connected.poll(POLL)) {
        deliver(record);
      }
      if (System.nanoTime() - announcedAt > ANNOUNCE_NANOS) {
        topic.announce();
        announcedAt = System.nanoTime();
      }
    }
  }

  private void deliver(ConsumerRecord<String, byte[]> record) {
    try {
      topic.receive(
          RecordFormat.read(record.value(), CacheMessage.SCHEMA_VERSION, CacheMessage.class));
    } catch (UnreadableRecordException e) {
      log.atDebug()
          .addKeyValue("offset", record.offset())
          .addKeyValue("reason", e.getMessage())
          .log("Another gateway says something that this one does not know; leaving it out");
    }
  }

  private void pause() {
    try {
      if (stopped.await(PAUSE_MS, TimeUnit.MILLISECONDS)) {
        log.atDebug().log("Stopped while connecting again");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
