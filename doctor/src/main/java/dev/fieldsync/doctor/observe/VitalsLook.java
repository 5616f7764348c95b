package dev.fieldsync.doctor.observe;

import dev.fieldsync.doctor.symptom.CallSymptoms;
import dev.fieldsync.doctor.symptom.MissSymptoms;
import dev.fieldsync.doctor.symptom.ProcessSymptoms;
import dev.fieldsync.shared.kafka.RecordFormat;
import dev.fieldsync.shared.kafka.UnreadableRecordException;
import dev.fieldsync.shared.vitals.Vitals;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** What processes tell about themselves, over a while. Not thread-safe. */
final class VitalsLook implements AutoCloseable {

  /** A process says something every two seconds; one is told of that said so just before. */
  private static final Duration BEFORE = Duration.ofMillis(2_500);

  private static final int MOST_PROCESSES = 1_000;

  private final KafkaConsumer<String, byte[]> consumer;
  private final Map<String, List<Vitals>> byNode = new TreeMap<>();

  private VitalsLook(KafkaConsumer<String, byte[]> consumer) {
    this.consumer = consumer;
  }

  static VitalsLook begin(Map<String, Object> kafka, String topic) {
    Map<String, Object> config = new HashMap<>(kafka);
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 3_000);
    KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    try {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      OffsetAndTimestamp from =
          consumer
              .offsetsForTimes(Map.of(partition, Instant.now().minus(BEFORE).toEpochMilli()))
              .get(partition);
      if (from == null) {
        consumer.seekToEnd(List.of(partition));
      } else {
        consumer.seek(partition, from.offset());
      }
      consumer.position(partition);
      return new VitalsLook(consumer);
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
  }

  /** Listens for a while. */
  void look(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    long left = time.toNanos();
    while (left > 0) {
      for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofNanos(left))) {
        add(record);
      }
      left = end - System.nanoTime();
    }
  }

  private void add(ConsumerRecord<String, byte[]> record) {
    try {
      Vitals vitals = RecordFormat.read(record.value(), Vitals.SCHEMA_VERSION, Vitals.class);
      if (byNode.size() < MOST_PROCESSES || byNode.containsKey(vitals.node())) {
        byNode.computeIfAbsent(vitals.node(), node -> new ArrayList<>()).add(vitals);
      }
    } catch (UnreadableRecordException e) {
      byNode.remove(String.valueOf(record.key()));
    }
  }

  List<String> unseen() {
    if (byNode.isEmpty()) {
      return List.of("all processes: none told about itself in the topic service-vitals");
    }
    return byNode.values().stream()
        .filter(each -> each.size() < 2)
        .map(each -> each.get(0).service() + " " + each.get(0).node() + ": told too little")
        .toList();
  }

  List<ProcessSymptoms> processes() {
    return byNode.values().stream()
        .filter(each -> each.size() >= 2)
        .map(each -> new ProcessVitals(each).symptoms())
        .toList();
  }

  /** Returns what all update-workers tried in vain; null when none told about itself. */
  @Nullable MissSymptoms misses() {
    List<MissSymptoms> all =
        byNode.values().stream()
            .filter(each -> each.size() >= 2)
            .map(ProcessVitals::new)
            .filter(ProcessVitals::appliesUpdates)
            .map(ProcessVitals::misses)
            .toList();
    return all.isEmpty()
        ? null
        : new MissSymptoms(
            all.stream().mapToDouble(MissSymptoms::versionMissesPerSecond).sum(),
            all.stream().mapToDouble(MissSymptoms::databaseErrorsPerSecond).sum());
  }

  /** Returns the calls of the provider that has most of them open; null when there are none. */
  @Nullable CallSymptoms calls() {
    List<ProcessVitals> all =
        byNode.values().stream()
            .filter(each -> each.size() >= 2)
            .map(ProcessVitals::new)
            .filter(each -> !each.providers().isEmpty())
            .toList();
    return all.stream()
        .flatMap(each -> each.providers().stream())
        .distinct()
        .map(provider -> ProcessVitals.calls(provider, all))
        .filter(each -> each.perSecond() > 0 || each.inFlight() > 0)
        .max(Comparator.comparingDouble(CallSymptoms::inFlight))
        .orElse(null);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
