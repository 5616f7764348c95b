package dev.fieldsync.local.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.local.TestPorts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalBrokerIT {

  @TempDir Path data;

  private final int port = TestPorts.free();
  private LocalBroker broker;

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void keepsTopicsAndRecordsOverARestart() throws Exception {
    start();
    try (Admin admin = Admin.create(clientConfig())) {
      admin
          .createTopics(List.of(new NewTopic("letters", Optional.of(1), Optional.empty())))
          .all()
          .get();
    }
    send("a", "b", "c");

    broker.close();
    start();

    send("d");
    assertThat(read(4)).containsExactly("a", "b", "c", "d");
  }

  @Test
  void stoppingTwiceOrBeforeTheStartDoesNothing() {
    broker = broker();
    broker.close();
    start();
    broker.close();
    broker.close();
  }

  private void start() {
    broker = broker();
    broker.start();
  }

  private LocalBroker broker() {
    return new LocalBroker(data.resolve("kafka"), port, () -> {});
  }

  private void send(String... values) throws Exception {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(clientConfig(), new StringSerializer(), new StringSerializer())) {
      for (String value : values) {
        producer.send(new ProducerRecord<>("letters", value)).get();
      }
    }
  }

  private List<String> read(int count) {
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(clientConfig(), new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(List.of(new TopicPartition("letters", 0)));
      consumer.seekToBeginning(consumer.assignment());
      List<String> values = new ArrayList<>();
      Awaitility.await()
          .pollInSameThread()
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
                return values.size() >= count;
              });
      return values;
    }
  }

  private Map<String, Object> clientConfig() {
    return Map.of("bootstrap.servers", broker.address());
  }
}
