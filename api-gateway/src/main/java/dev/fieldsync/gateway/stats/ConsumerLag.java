package dev.fieldsync.gateway.stats;

import dev.fieldsync.shared.kafka.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/**
 * How many records the update-workers and the field-processors have not finished, by asking the
 * brokers: for both together, once a second at the most however many ask, and never for long.
 * Thread-safe.
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

  private @Nullable Lags latest;
  private long askedAt;

  ConsumerLag(KafkaAdmin kafkaAdmin, Topics topics) {
    this.kafkaAdmin = kafkaAdmin;
    this.topics = topics;
  }

  /**
   * The queues.
   *
   * @param updates that of the update-workers
   * @param processing that of the field-processors
   */
  record Lags(Lag updates, Lag processing) {

    static Lags unknown(String reason) {
      return new Lags(Lag.unknown(reason), Lag.unknown(reason));
    }
  }

  /**
   * A queue.
   *
   * @param total requests that are not finished, {@code null} when that is not known
   * @param partitions the same by partition
   * @param workers the same by consumer; a worker has several of them
   * @param reason why it is not known, {@code null} when it is
   */
  record Lag(
      @Nullable Long total,
      List<Pending> partitions,
      List<WorkerShare> workers,
      @Nullable String reason) {

    static Lag unknown(String reason) {
      return new Lag(null, List.of(), List.of(), reason);
    }
  }

  /** The requests of one partition that are not finished. */
  record Pending(int partition, long pending) {}

  /** Returns what the brokers said within the last second, or asks them. */
  Lags current() {
    oneAtATime.lock();
    try {
      Lags known = latest;
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

  private Lags ask() {
    try {
      return measure(connected());
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      log.atDebug().setCause(e).log("The consumers' lag is not known");
      return Lags.unknown("Kafka does not answer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Lags.unknown("The gateway is stopping");
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

  private Lags measure(Admin connected)
      throws ExecutionException, InterruptedException, TimeoutException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS);
    String workers = topics.updateWorkerGroup();
    String processors = topics.fieldProcessorGroup();
    var groups = connected.describeConsumerGroups(List.of(workers, processors)).describedGroups();
    var committed =
        connected.listConsumerGroupOffsets(
            Map.of(
                workers, new ListConsumerGroupOffsetsSpec(),
                processors, new ListConsumerGroupOffsetsSpec()));
    Map<String, TopicDescription> described =
        connected
            .describeTopics(List.of(topics.templateUpdates(), topics.fieldProcessing()))
            .allTopicNames()
            .get(left(deadline), TimeUnit.NANOSECONDS);
    Map<TopicPartition, OffsetSpec> earliest = new HashMap<>();
    Map<TopicPartition, OffsetSpec> latestOf = new HashMap<>();
    for (TopicPartition partition : partitions(described.values())) {
      earliest.put(partition, OffsetSpec.earliest());
      latestOf.put(partition, OffsetSpec.latest());
    }
    var begins = connected.listOffsets(earliest).all();
    var ends = connected.listOffsets(latestOf).all();
    Offsets offsets =
        new Offsets(
            begins.get(left(deadline), TimeUnit.NANOSECONDS),
            ends.get(left(deadline), TimeUnit.NANOSECONDS));
    return new Lags(
        lag(
            topics.templateUpdates(),
            committed
                .partitionsToOffsetAndMetadata(workers)
                .get(left(deadline), TimeUnit.NANOSECONDS),
            members(groups.get(workers), deadline),
            offsets),
        lag(
            topics.fieldProcessing(),
            committed
                .partitionsToOffsetAndMetadata(processors)
                .get(left(deadline), TimeUnit.NANOSECONDS),
            members(groups.get(processors), deadline),
            offsets));
  }

  /** Where the logs begin and end. */
  private record Offsets(
      Map<TopicPartition, ListOffsetsResultInfo> begins,
      Map<TopicPartition, ListOffsetsResultInfo> ends) {}

  private static List<TopicPartition> partitions(Collection<TopicDescription> described) {
    return described.stream()
        .flatMap(
            topic ->
                topic.partitions().stream()
                    .map(info -> new TopicPartition(topic.name(), info.partition())))
        .toList();
  }

  private static long left(long deadline) {
    return Math.max(0, deadline - System.nanoTime());
  }

  /** Who is in the group; nobody before its first member came. */
  private static Collection<MemberDescription> members(
      @Nullable KafkaFuture<ConsumerGroupDescription> described, long deadline)
      throws ExecutionException, InterruptedException, TimeoutException {
    if (described == null) {
      return List.of();
    }
    try {
      return described.get(left(deadline), TimeUnit.NANOSECONDS).members();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return List.of();
      }
      throw e;
    }
  }

  private static Lag lag(
      String topic,
      Map<TopicPartition, OffsetAndMetadata> committed,
      Collection<MemberDescription> members,
      Offsets offsets) {
    List<Pending> partitions = new ArrayList<>();
    long total = 0;
    for (TopicPartition partition : offsets.ends().keySet()) {
      if (partition.topic().equals(topic)) {
        OffsetAndMetadata done = committed.get(partition);
        long from = Math.max(done == null ? 0 : done.offset(), offset(offsets.begins(), partition));
        long pending = Math.max(0, offset(offsets.ends(), partition) - from);
        partitions.add(new Pending(partition.partition(), pending));
        total += pending;
      }
    }
    partitions.sort(Comparator.comparingInt(Pending::partition));
    return new Lag(
        total, List.copyOf(partitions), WorkerShare.of(topic, members, partitions), null);
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
