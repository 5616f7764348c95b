package dev.fieldsync.gateway.doctor;

import dev.fieldsync.doctor.observe.Access;
import dev.fieldsync.doctor.observe.Examination;
import dev.fieldsync.gateway.node.GatewayNode;
import dev.fieldsync.shared.kafka.Topics;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/**
 * Looks at the system when somebody asks: one look at a time, which serves all who ask meanwhile
 * and for a while after. It opens a connection of its own, since it is to find out when those of
 * the pool are all taken. Thread-safe.
 */
@Component
class Checkups {

  private static final Duration LOOK = Duration.ofSeconds(6);
  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long PATIENCE_SECONDS = 20;

  private final KafkaAdmin kafkaAdmin;
  private final JdbcConnectionDetails database;
  private final Topics topics;
  private final GatewayNode node;
  private final Clock clock;
  private final ReentrantLock oneAtATime = new ReentrantLock();

  /** Guarded by the lock, as when it was made. */
  private @Nullable Checkup latest;

  private long madeAt;

  Checkups(
      KafkaAdmin kafkaAdmin,
      JdbcConnectionDetails database,
      Topics topics,
      GatewayNode node,
      Clock clock) {
    this.kafkaAdmin = kafkaAdmin;
    this.database = database;
    this.topics = topics;
    this.node = node;
    this.clock = clock;
  }

  /**
   * Returns what is so, looking for six seconds unless somebody has just looked.
   *
   * @return {@code null} when others have been looking for too long
   */
  @Nullable Checkup current() throws InterruptedException {
    if (!oneAtATime.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      return null;
    }
    try {
      Checkup known = latest;
      if (known == null || System.nanoTime() - madeAt > FRESH_NANOS) {
        Examination found = Examination.of(new Access(this::connect, kafka(), topics), LOOK);
        known = Checkup.of(node.name(), clock.instant(), found);
        latest = known;
        madeAt = System.nanoTime();
      }
      return known;
    } finally {
      oneAtATime.unlock();
    }
  }

  private Map<String, Object> kafka() {
    Map<String, Object> config = new HashMap<>(kafkaAdmin.getConfigurationProperties());
    config.put(CommonClientConfigs.CLIENT_ID_CONFIG, "doctor-" + node.name());
    return config;
  }

  private Connection connect() throws SQLException {
    Properties properties = new Properties();
    put(properties, "user", database.getUsername());
    put(properties, "password", database.getPassword());
    properties.setProperty("ApplicationName", "fieldsync-doctor");
    properties.setProperty("connectTimeout", "2");
    properties.setProperty("socketTimeout", "10");
    return DriverManager.getConnection(database.getJdbcUrl(), properties);
  }

  private static void put(Properties properties, String name, @Nullable String value) {
    if (value != null) {
      properties.setProperty(name, value);
    }
  }
}
