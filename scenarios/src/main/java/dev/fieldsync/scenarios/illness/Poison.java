package dev.fieldsync.scenarios.illness;

import dev.fieldsync.scenarios.figures.Goal;
import dev.fieldsync.scenarios.process.ScenarioFailure;
import dev.fieldsync.scenarios.process.Waiting;
import dev.fieldsync.scenarios.scenario.Findings;
import dev.fieldsync.scenarios.system.Connections;
import dev.fieldsync.shared.kafka.Topics;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Records in the log of requests that nobody can read, from a program that knows no better. */
final class Poison implements Cause {

  private static final long PAUSE_MS = 60;
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private static final String COUNT =
      "select count(*) from fieldsync.dead_letter where record_key = ?";

  private final Connections servers;
  private final KafkaProducer<String, byte[]> producer;
  private final String key = "poison-" + UUID.randomUUID();
  private final AtomicLong sent = new AtomicLong();
  private final Loops loops;

  private Poison(Connections servers) {
    this.servers = servers;
    this.producer =
        new KafkaProducer<>(servers.kafka(), new StringSerializer(), new ByteArraySerializer());
    this.loops = Loops.start(1, this::send);
  }

  static Poison start(Connections servers) {
    return new Poison(servers);
  }

  private Void send() throws InterruptedException {
    String topic = new Topics(servers.prefix()).templateUpdates();
    var unused =
        producer.send(
            new ProducerRecord<>(
                topic, key, ("{\"no\": " + sent.get()).getBytes(StandardCharsets.UTF_8)),
            (metadata, error) -> {
              if (error == null) {
                sent.incrementAndGet();
              }
            });
    TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
    return null;
  }

  @Override
  public void judge(Findings.Builder findings) {
    long expected = sent.get();
    long kept =
        Waiting.until(
            LIMIT,
            "Not all unreadable records are among the dead letters",
            () -> {
              long now = deadLetters();
              return now >= expected ? Optional.of(now) : Optional.empty();
            });
    findings
        .figure("unreadable records sent", expected)
        .goal(Goal.atLeast("unreadable records kept as dead letters", expected, kept));
  }

  private long deadLetters() {
    try (Connection connection = servers.database();
        PreparedStatement select = connection.prepareStatement(COUNT)) {
      select.setBytes(1, key.getBytes(StandardCharsets.UTF_8));
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    } catch (SQLException e) {
      throw new ScenarioFailure("PostgreSQL does not say: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    loops.close();
    producer.close();
  }
}
