package dev.fieldsync.cachesync.transport.kafka;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows a topic from its end on a thread of its own, until stopped, whatever happens. */
final class TopicTail {

  private static final Logger log = LoggerFactory.getLogger(TopicTail.class);

  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration STOP = Duration.ofSeconds(2);
  private static final long FIRST_PAUSE_MS = 500;
  private static final long MAX_PAUSE_MS = 10_000;

  private final String topic;
  private final Supplier<? extends Consumer<String, byte[]>> consumers;
  private final Reader reader;
  private final Thread thread;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile @Nullable Consumer<String, byte[]> current;
  private int failures;

  /** Is told what happens, on the tail's thread. */
  interface Reader {

    /** Records that are written from now on are read. */
    void atEnd();

    void read(ConsumerRecord<String, byte[]> read);

    /** Called at least every quarter of a second. */
    void turned();

    /** The topic is not followed for a while. */
    void lost();
  }

  TopicTail(String topic, Supplier<? extends Consumer<String, byte[]>> consumers, Reader reader) {
    this.topic = topic;
    this.consumers = consumers;
    this.reader = reader;
    this.thread = new Thread(this::followUntilStopped, "cache-sync-kafka");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  private void followUntilStopped() {
    while (stopped.getCount() > 0) {
      try (Consumer<String, byte[]> consumer = consumers.get()) {
        current = consumer;
        follow(consumer);
      } catch (WakeupException e) {
        log.atTrace().setCause(e).log("Stopping to follow the topic");
      } catch (RuntimeException e) {
        reader.lost();
        long pause = pause();
        log.atWarn()
            .setCause(e)
            .addKeyValue("topic", topic)
            .addKeyValue("retryInMs", pause)
            .log("Lost the topic of the cache synchronizer; connecting again");
        await(pause);
      } finally {
        current = null;
      }
    }
  }

  private void follow(Consumer<String, byte[]> consumer) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    if (partitions.isEmpty()) {
      throw new IllegalStateException("The topic " + topic + " does not exist");
    }
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    // Seeking is lazy; asking for the position does it.
    partitions.forEach(consumer::position);
    failures = 0;
    reader.atEnd();
    while (stopped.getCount() > 0) {
      consumer.poll(POLL).forEach(reader::read);
      reader.turned();
    }
  }

  private long pause() {
    long full = Math.min(MAX_PAUSE_MS, FIRST_PAUSE_MS << Math.min(failures++, 10));
    return full / 2 + ThreadLocalRandom.current().nextLong(full / 2 + 1);
  }

  private void await(long millis) {
    try {
      if (stopped.await(millis, TimeUnit.MILLISECONDS)) {
        log.atTrace().log("Stopped while connecting again");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopped.countDown();
    }
  }

  void stop() {
    stopped.countDown();
    Consumer<String, byte[]> consumer = current;
    if (consumer != null) {
      consumer.wakeup();
    }
    try {
      thread.join(STOP.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
