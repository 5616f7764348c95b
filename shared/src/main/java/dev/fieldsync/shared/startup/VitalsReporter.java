package dev.fieldsync.shared.startup;

import dev.fieldsync.shared.kafka.RecordFormat;
import dev.fieldsync.shared.kafka.Topics;
import dev.fieldsync.shared.node.NodeName;
import dev.fieldsync.shared.vitals.Vitals;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaOperations;

/**
 * Tells {@code service-vitals} how this process is. Through Kafka and not through the database: a
 * process whose connections are all taken can still say so. What is not sent is not sent again.
 */
final class VitalsReporter {

  private static final Logger log = LoggerFactory.getLogger(VitalsReporter.class);

  /** What a doctor asks for; the rest of what a process measures stays where it is. */
  private static final Set<String> METERS =
      Set.of(
          "hikaricp.connections.active",
          "hikaricp.connections.pending",
          "hikaricp.connections.max",
          "hikaricp.connections.acquire",
          "jvm.gc.pause",
          "jvm.memory.usage.after.gc",
          "process.cpu.usage",
          "system.cpu.usage",
          "system.cpu.count",
          "fieldsync.database.commit",
          "fieldsync.update.worker.misses",
          "fieldsync.provider.calls",
          "fieldsync.provider.held.back",
          "fieldsync.provider.in.flight",
          "fieldsync.provider.max.in.flight",
          "fieldsync.provider.max.per.second",
          "fieldsync.campaign.jobs.in.flight",
          "fieldsync.campaign.jobs.max.in.flight");

  private final KafkaOperations<String, byte[]> kafka;
  private final Topics topics;
  private final MeterRegistry meters;
  private final Clock clock;
  private final String service;
  private final String node;

  VitalsReporter(
      KafkaOperations<String, byte[]> kafka,
      Topics topics,
      MeterRegistry meters,
      Clock clock,
      String service) {
    this.kafka = kafka;
    this.topics = topics;
    this.meters = meters;
    this.clock = clock;
    this.service = service;
    this.node = NodeName.of("", service).value();
  }

  /** Says so once. */
  void report() {
    try {
      Vitals vitals = new Vitals(Vitals.SCHEMA_VERSION, node, service, clock.instant(), numbers());
      var unused = kafka.send(topics.serviceVitals(), node, RecordFormat.write(vitals));
    } catch (RuntimeException e) {
      log.atDebug().setCause(e).log("Nobody hears how this process is; it says so again soon");
    }
  }

  private List<Vitals.Reading> numbers() {
    List<Vitals.Reading> numbers = new ArrayList<>();
    for (Meter meter : meters.getMeters()) {
      Meter.Id id = meter.getId();
      if (!METERS.contains(id.getName())) {
        continue;
      }
      if (meter instanceof Timer timer) {
        add(numbers, id, "count", (double) timer.count());
        add(numbers, id, "total", timer.totalTime(TimeUnit.SECONDS));
      } else if (meter instanceof Counter counter) {
        add(numbers, id, "count", counter.count());
      } else if (meter instanceof Gauge gauge) {
        add(numbers, id, "value", gauge.value());
      }
    }
    return numbers;
  }

  /** A gauge whose object is gone has no value. */
  private static void add(
      List<Vitals.Reading> numbers, Meter.Id id, String statistic, double value) {
    if (Double.isFinite(value)) {
      Map<String, String> tags =
          id.getTags().stream().collect(Collectors.toMap(Tag::getKey, Tag::getValue));
      numbers.add(new Vitals.Reading(id.getName(), statistic, tags, value));
    }
  }
}
