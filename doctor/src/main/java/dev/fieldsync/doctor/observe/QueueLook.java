package dev.fieldsync.doctor.observe;

import dev.fieldsync.doctor.symptom.QueueSymptoms;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** What a topic and the group that reads it show, over a while. Not thread-safe. */
final class QueueLook implements AutoCloseable {

  private static final int PATIENCE_MS = 4_000;
  private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final Admin admin;
  private final String topic;
  private final String group;
  private final Offsets first;
  private Offsets last;
  private Set<String> members = Set.of();
  private int memberCount;
  private int rebalances;
  private int looks;
  private long lookedAt = System.nanoTime() - INTERVAL_NANOS;

  /** Where the logs end, and how much of each is not processed. */
  private record Offsets(Map<Integer, Long> ends, Map<Integer, Long> lags) {

    long lag() {
      return lags.values().stream().mapToLong(Long::longValue).sum();
    }

    long end() {
      return ends.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  private QueueLook(Admin admin, String topic, String group)
      throws ExecutionException, InterruptedException, TimeoutException {
    this.admin = admin;
    this.topic = topic;
    this.group = group;
    this.first = offsets();
    this.last = first;
  }

  static QueueLook begin(Map<String, Object> kafka, String topic, String group)
      throws ExecutionException, InterruptedException, TimeoutException {
    Map<String, Object> config = new HashMap<>(kafka);
    config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    Admin admin = Admin.create(config);
    try {
      return new QueueLook(admin, topic, group);
    } catch (ExecutionException | InterruptedException | TimeoutException | RuntimeException e) {
      admin.close(Duration.ZERO);
      throw e;
    }
  }

  void look() throws ExecutionException, InterruptedException, TimeoutException {
    if (System.nanoTime() - lookedAt < INTERVAL_NANOS) {
      return;
    }
    lookedAt = System.nanoTime();
    Collection<MemberDescription> described = describeMembers();
    Set<String> now = new TreeSet<>();
    described.forEach(
        each -> now.add(each.consumerId() + each.assignment().topicPartitions().size()));
    rebalances += looks > 0 && !now.equals(members) ? 1 : 0;
    looks++;
    members = now;
    memberCount = described.size();
    last = offsets();
  }

  /** Nobody has ever read where there is no group. */
  private Collection<MemberDescription> describeMembers()
      throws ExecutionException, InterruptedException, TimeoutException {
    try {
      return Objects.requireNonNull(
              admin
                  .describeConsumerGroups(List.of(group))
                  .all()
                  .get(PATIENCE_MS, TimeUnit.MILLISECONDS)
                  .get(group),
              group)
          .members();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return List.of();
      }
      throw e;
    }
  }

  private Offsets offsets() throws ExecutionException, InterruptedException, TimeoutException {
    TopicDescription described =
        Objects.requireNonNull(
            admin
                .describeTopics(List.of(topic))
                .allTopicNames()
                .get(PATIENCE_MS, TimeUnit.MILLISECONDS)
                .get(topic),
            topic);
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    Map<TopicPartition, OffsetSpec> earliest = new HashMap<>();
    described
        .partitions()
        .forEach(
            each -> {
              latest.put(new TopicPartition(topic, each.partition()), OffsetSpec.latest());
              earliest.put(new TopicPartition(topic, each.partition()), OffsetSpec.earliest());
            });
    Map<TopicPartition, OffsetAndMetadata> committed =
        admin
            .listConsumerGroupOffsets(group)
            .partitionsToOffsetAndMetadata()
            .get(PATIENCE_MS, TimeUnit.MILLISECONDS);
    var begins = admin.listOffsets(earliest).all().get(PATIENCE_MS, TimeUnit.MILLISECONDS);
    var ends = admin.listOffsets(latest).all().get(PATIENCE_MS, TimeUnit.MILLISECONDS);
    Map<Integer, Long> endOf = new HashMap<>();
    Map<Integer, Long> lagOf = new HashMap<>();
    for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end : ends.entrySet()) {
      OffsetAndMetadata done = committed.get(end.getKey());
      ListOffsetsResultInfo begin = begins.get(end.getKey());
      long from = Math.max(done == null ? 0 : done.offset(), begin == null ? 0 : begin.offset());
      endOf.put(end.getKey().partition(), end.getValue().offset());
      lagOf.put(end.getKey().partition(), Math.max(0, end.getValue().offset() - from));
    }
    return new Offsets(endOf, lagOf);
  }

  QueueSymptoms symptoms(double seconds) {
    int largest = -1;
    long most = 0;
    for (Map.Entry<Integer, Long> each : last.lags().entrySet()) {
      if (each.getValue() > most) {
        largest = each.getKey();
        most = each.getValue();
      }
    }
    long lag = last.lag();
    return new QueueSymptoms(
        group,
        lag,
        (lag - first.lag()) / seconds,
        (last.end() - first.end()) / seconds,
        largest,
        lag == 0 ? 0 : (double) most / lag,
        memberCount,
        rebalances);
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
