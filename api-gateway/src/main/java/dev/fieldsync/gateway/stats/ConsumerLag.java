package dev.fieldsync.gateway.stats;

import dev.fieldsync.shared.kafka.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/**
 * How many requests the update-workers have not finished, by asking the brokers: once a second at
 * the most however many ask, and never for long. Thread-safe.
 */
@Component
class ConsumerLag implements DisposableBean {

  private static final Logger log = LoggerFactory.getLogger(ConsumerLag.class);
  private static final int PATIENCE_MS = 1_500;
  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final KafkaAdmin kafkaAdmin;
  private final Topics topics;
  private final ReentrantLock oneAtATime = new ReentrantLock();

  /** Guarded by the lock, as the others. */
  private @Nullable Admin admin;

  private @Nullable Lag latest;
  private long askedAt;

  ConsumerLag(KafkaAdmin kafkaAdmin, Topics topics) {
    this.kafkaAdmin = kafkaAdmin;
    this.topics = topics;
  }

  /**
   * The queue of the update-workers.
   *
   * @param total requests that are not finished, {@code null} when that is not known
   * @param partitions the same by partition
   * @param reason why it is not known, {@code null} when it is
   */
  record Lag(@Nullable Long total, List<Pending> partitions, @Nullable String reason) {

    static Lag unknown(String reason) {
      return new Lag(null, List.of(), reason);
    }
  }

  /** The requests of one partition that are not finished. */
  record Pending(int partition, long pending) {}

  /** Returns what the brokers said within the last second, or asks them. */
  Lag current() {
    oneAtATime.lock();
    try {
      Lag known = latest;
      if (known == null || System.nanoTime() - askedAt > FRESH_NANOS) {
        known = ask();
        latest = known;
        askedAt = System.nanoTime();
      }
      return known;
    } finally {
      oneAtATime.unlock();
    }
  }

  private Lag ask() {
    try {
      return measure(connected());
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      log.atDebug().setCause(e).log("The workers' lag is not known");
      return Lag.unknown("Kafka does not answer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Lag.unknown("The gateway is stopping");
    }
  }

  private Admin connected() {
    Admin current = admin;
    if (current == null) {
      Map<String, Object> config = new HashMap<>(kafkaAdmin.getConfigurationProperties());
      config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
      config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS);
      current = Admin.create(config);
      admin = current;
    }
    return current;
  }

  private Lag measure(Admin connected)
      throws ExecutionException, InterruptedException, TimeoutException {
    String topic = topics.templateUpdates();
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS);
    var committed =
        connected
            .listConsumerGroupOffsets(topics.updateWorkerGroup())
            .partitionsToOffsetAndMetadata();
    TopicDescription described =
        connected
            .describeTopics(List.of(topic))
            .allTopicNames()
            .get(left(deadline), TimeUnit.NANOSECONDS)
            .values()
            .iterator()
            .next();
    Map<TopicPartition, OffsetSpec> earliest = new HashMap<>();
    Map<TopicPartition, OffsetSpec> latestOf = new HashMap<>();
    for (TopicPartitionInfo info : described.partitions()) {
      earliest.put(new TopicPartition(topic, info.partition()), OffsetSpec.earliest());
      latestOf.put(new TopicPartition(topic, info.partition()), OffsetSpec.latest());
    }
    var begins = connected.listOffsets(earliest).all();
    var ends = connected.listOffsets(latestOf).all();
    return lag(
        committed.get(left(deadline), TimeUnit.NANOSECONDS),
        begins.get(left(deadline), TimeUnit.NANOSECONDS),
        ends.get(left(deadline), TimeUnit.NANOSECONDS),
        described);
  }

  private static long left(long deadline) {
    return Math.max(0, deadline - System.nanoTime());
  }

  private static Lag lag(
      Map<TopicPartition, OffsetAndMetadata> committed,
      Map<TopicPartition, ListOffsetsResultInfo> begins,
      Map<TopicPartition, ListOffsetsResultInfo> ends,
      TopicDescription described) {
    List<Pending> partitions = new ArrayList<>();
    long total = 0;
    for (TopicPartitionInfo info : described.partitions()) {
      TopicPartition partition = new TopicPartition(described.name(), info.partition());
      OffsetAndMetadata done = committed.get(partition);
      long from = Math.max(done == null ? 0 : done.offset(), offset(begins, partition));
      long pending = Math.max(0, offset(ends, partition) - from);
      partitions.add(new Pending(info.partition(), pending));
      total += pending;
    }
    return new Lag(total, partitions, null);
  }

  private static long offset(
      Map<TopicPartition, ListOffsetsResultInfo> offsets, TopicPartition partition) {
    ListOffsetsResultInfo info = offsets.get(partition);
    return info == null ? 0 : info.offset();
  }

  @Override
  public void destroy() {
    oneAtATime.lock();
    try {
      if (admin != null) {
        admin.close(java.time.Duration.ZERO);
      }
    } finally {
      oneAtATime.unlock();
    }
  }
}
