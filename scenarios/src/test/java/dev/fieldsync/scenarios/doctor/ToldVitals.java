package dev.fieldsync.scenarios.doctor;

import dev.fieldsync.scenarios.system.Connections;
import dev.fieldsync.shared.kafka.RecordFormat;
import dev.fieldsync.shared.kafka.Topics;
import dev.fieldsync.shared.vitals.Vitals;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleFunction;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A process that tells how it is, without being so. */
final class ToldVitals implements AutoCloseable {

  private static final long INTERVAL_MS = 500;

  private final KafkaProducer<String, byte[]> producer;
  private final String topic;
  private final DoubleFunction<List<Vitals.Reading>> numbers;
  private final long began = System.nanoTime();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

  /**
   * Tells until it is closed.
   *
   * @param numbers as of so many seconds since the beginning
   */
  ToldVitals(Connections servers, DoubleFunction<List<Vitals.Reading>> numbers) {
    this.producer =
        new KafkaProducer<>(servers.kafka(), new StringSerializer(), new ByteArraySerializer());
    this.topic = new Topics(servers.prefix()).serviceVitals();
    this.numbers = numbers;
    var unused = timer.scheduleAtFixedRate(this::tell, 0, INTERVAL_MS, TimeUnit.MILLISECONDS);
  }

  private void tell() {
    double seconds = (System.nanoTime() - began) / 1e9;
    Vitals vitals =
        new Vitals(
            Vitals.SCHEMA_VERSION, "n1", "campaign-worker", Instant.now(), numbers.apply(seconds));
    var unused = producer.send(new ProducerRecord<>(topic, "n1", RecordFormat.write(vitals)));
  }

  static Vitals.Reading gauge(String meter, double value) {
    return new Vitals.Reading(meter, "value", Map.of(), value);
  }

  /** A timer's two numbers, given how many were counted and how long each took. */
  static List<Vitals.Reading> timer(
      String meter, Map<String, String> tags, double count, double secondsEach) {
    return List.of(
        new Vitals.Reading(meter, "count", tags, count),
        new Vitals.Reading(meter, "total", tags, count * secondsEach));
  }

  @Override
  public void close() {
    timer.shutdownNow();
    producer.close();
  }
}
