package dev.fieldsync.gateway.update;

import dev.fieldsync.gateway.problem.ProblemException;
import dev.fieldsync.shared.kafka.RecordFormat;
import dev.fieldsync.shared.kafka.Topics;
import dev.fieldsync.shared.kafka.UnreadableRecordException;
import dev.fieldsync.shared.update.UpdateRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.springframework.http.HttpStatus;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/**
 * Finds an accepted update that no worker has decided yet, whichever gateway accepted it, by
 * reading the part of the request log that the workers have not committed. Asked only about ids
 * that are neither awaited here nor decided, so it is rare; one search at a time, bounded in time.
 * Thread-safe.
 */
@Component
class QueuedUpdates {

  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int MAX_QUEUED = 100_000;

  private final ConsumerFactory<String, byte[]> consumers;
  private final KafkaAdmin kafkaAdmin;
  private final Topics topics;
  private final Clock clock;
  private final ReentrantLock oneAtATime = new ReentrantLock();

  /** Guarded by the lock. */
  private Search latest = new Search(System.nanoTime(), Map.of());

  private record Search(long begun, Map<UUID, AcceptedUpdate> queued) {}

  QueuedUpdates(
      ConsumerFactory<String, byte[]> consumers,
      KafkaAdmin kafkaAdmin,
      Topics topics,
      Clock clock) {
    this.consumers = consumers;
    this.kafkaAdmin = kafkaAdmin;
    this.topics = topics;
    this.clock = clock;
  }

  /**
   * Looks for an update in the queue. Callers that wait for a search share the next one: what began
   * before a caller came may have passed the place where its update is by now.
   *
   * @throws ProblemException 503 when the queue is too long to be searched now, or Kafka is away
   */
  Optional<AcceptedUpdate> find(UUID updateId) {
    long arrival = System.nanoTime();
    try {
      if (!oneAtATime.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw busy();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw busy();
    }
    try {
      if (latest.begun() - arrival < 0) {
        latest = search();
      }
      return Optional.ofNullable(latest.queued().get(updateId));
    } finally {
      oneAtATime.unlock();
    }
  }

  private Search search() {
    long begun = System.nanoTime();
    try (Consumer<String, byte[]> consumer = consumers.createConsumer()) {
      return new Search(begun, queued(consumer));
    } catch (KafkaException | ExecutionException | TimeoutException e) {
      throw busy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw busy();
    }
  }

  private Map<UUID, AcceptedUpdate> queued(Consumer<String, byte[]> consumer)
      throws ExecutionException, InterruptedException, TimeoutException {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topics.templateUpdates(), PATIENCE).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
    Map<TopicPartition, Long> left = new HashMap<>();
    committed(consumer, partitions)
        .forEach(
            (partition, offset) -> {
              if (offset < ends.getOrDefault(partition, 0L)) {
                left.put(partition, offset);
              }
            });
    consumer.assign(left.keySet());
    left.forEach(consumer::seek);
    Map<UUID, AcceptedUpdate> queued = new HashMap<>();
    Instant deadline = clock.instant().plus(PATIENCE);
    while (!left.isEmpty()) {
      for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
        readable(record)
            .map(AcceptedUpdate::of)
            .ifPresent(update -> queued.put(update.updateId(), update));
      }
      left.keySet()
          .removeIf(partition -> consumer.position(partition) >= ends.getOrDefault(partition, 0L));
      if (queued.size() > MAX_QUEUED || clock.instant().isAfter(deadline)) {
        throw busy();
      }
    }
    return queued;
  }

  private Map<TopicPartition, Long> committed(
      Consumer<String, byte[]> consumer, List<TopicPartition> partitions)
      throws ExecutionException, InterruptedException, TimeoutException {
    Map<TopicPartition, Long> offsets = consumer.beginningOffsets(partitions, PATIENCE);
    try (Admin admin = Admin.create(kafkaAdmin.getConfigurationProperties())) {
      Map<TopicPartition, OffsetAndMetadata> committed =
          admin
              .listConsumerGroupOffsets(topics.updateWorkerGroup())
              .partitionsToOffsetAndMetadata()
              .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      committed.forEach(
          (partition, offset) -> {
            if (offset != null) {
              offsets.merge(partition, offset.offset(), Math::max);
            }
          });
    }
    return offsets;
  }

  private static Optional<UpdateRequest> readable(ConsumerRecord<String, byte[]> record) {
    try {
      return Optional.of(RecordFormat.readUpdateRequest(record.value()));
    } catch (UnreadableRecordException e) {
      // The workers put it to the dead letters; it is not what we look for.
      return Optional.empty();
    }
  }

  private static ProblemException busy() {
    return ProblemException.of(
        HttpStatus.SERVICE_UNAVAILABLE,
        "StatusUnavailable",
        "Whether this update is waiting in the queue cannot be seen at the moment: it is long, or Kafka"
            + " does not answer. Ask again in a second.");
  }
}
