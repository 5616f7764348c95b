package dev.fieldsync.gateway.live;

import dev.fieldsync.shared.kafka.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.core.ConsumerFactory;

/** One connection to the logs, as lanes. Not thread-safe, but for what Kafka's consumer allows. */
final class Logs implements AutoCloseable {

  /** How long to wait for an answer of the brokers about positions. */
  static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Consumer<String, byte[]> consumer;
  private final List<TopicPartition> lanes;
  private final int updateLanes;
  private final int eventLanes;

  private Logs(Consumer<String, byte[]> consumer, Topics topics) {
    this.consumer = consumer;
    List<TopicPartition> updates = partitions(topics.templateUpdates());
    this.lanes = new ArrayList<>(updates);
    this.updateLanes = updates.size();
    List<TopicPartition> events = partitions(topics.templateEvents());
    this.eventLanes = events.size();
    lanes.addAll(events);
    lanes.addAll(partitions(topics.campaignEvents()));
    consumer.assign(lanes);
  }

  /**
   * Connects; nothing is read yet.
   *
   * @throws org.apache.kafka.common.KafkaException when the brokers do not answer in time
   */
  static Logs open(ConsumerFactory<String, byte[]> consumers, Topics topics, String name) {
    Properties overrides = new Properties();
    // A position that is gone is a gap and must be known, not jumped over.
    overrides.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    Consumer<String, byte[]> consumer = consumers.createConsumer(null, null, name, overrides);
    try {
      return new Logs(consumer, topics);
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
  }

  private List<TopicPartition> partitions(String topic) {
    return consumer.partitionsFor(topic, PATIENCE).stream()
        .map(info -> new TopicPartition(info.topic(), info.partition()))
        .sorted(Comparator.comparingInt(TopicPartition::partition))
        .toList();
  }

  /** Returns how many lanes each log has. */
  int[] sizes() {
    return new int[] {updateLanes, eventLanes, lanes.size() - updateLanes - eventLanes};
  }

  int lanes() {
    return lanes.size();
  }

  /** Returns the position behind everything that is in the logs now. */
  LogPosition ends() {
    return position(consumer.endOffsets(lanes, PATIENCE));
  }

  /** Returns the position before everything that is still in the logs. */
  LogPosition beginnings() {
    return position(consumer.beginningOffsets(lanes, PATIENCE));
  }

  private LogPosition position(Map<TopicPartition, Long> offsets) {
    return LogPosition.of(
        lanes.stream().mapToLong(lane -> offsets.getOrDefault(lane, 0L)).toArray(), sizes());
  }

  /** Reads these lanes from now on, from a position. */
  void follow(Collection<Integer> which, LogPosition from) {
    consumer.assign(which.stream().map(lanes::get).toList());
    which.forEach(lane -> consumer.seek(lanes.get(lane), from.offset(lane)));
  }

  /** Waits for records of the lanes that are followed. */
  List<ReadRecord> poll(Duration patience) {
    List<ReadRecord> read = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> record : consumer.poll(patience)) {
      int lane = lanes.indexOf(new TopicPartition(record.topic(), record.partition()));
      read.add(read(record, lane));
    }
    return read;
  }

  private ReadRecord read(ConsumerRecord<String, byte[]> record, int lane) {
    if (lane < updateLanes) {
      return ReadRecord.ofUpdates(record, lane);
    }
    return lane < updateLanes + eventLanes
        ? ReadRecord.ofEvents(record, lane)
        : ReadRecord.ofCampaigns(record, lane);
  }

  /** Reads requests only until everything that is in their log now was read, or in vain. */
  List<ReadRecord> catchUpWithRequests(Duration patience) {
    List<TopicPartition> updates = lanes.subList(0, updateLanes);
    List<TopicPartition> events = lanes.subList(updateLanes, lanes.size());
    Map<TopicPartition, Long> ends = consumer.endOffsets(updates, PATIENCE);
    List<ReadRecord> read = new ArrayList<>();
    consumer.pause(events);
    long deadline = System.nanoTime() + patience.toNanos();
    while (updates.stream().anyMatch(lane -> consumer.position(lane) < ends.getOrDefault(lane, 0L))
        && System.nanoTime() < deadline) {
      read.addAll(poll(Duration.ofMillis(20)));
    }
    consumer.resume(events);
    return read;
  }

  /** Says whether a lane that is followed was read up to an offset. */
  boolean hasReached(int lane, long offset) {
    return consumer.position(lanes.get(lane), PATIENCE) >= offset;
  }

  /** Makes a {@link #poll} under way in another thread throw a WakeupException. Thread-safe. */
  void wakeUp() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
