package dev.fieldsync.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import org.apache.kafka.common.utils.AppInfoParser;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** Kafka inside this JVM, PostgreSQL as its child process. */
record EmbeddedServers(EmbeddedKafkaBroker kafka, EmbeddedPostgres postgres, String description)
    implements Servers {

  private static final Duration POSTGRES_STARTUP = Duration.ofSeconds(60);

  static EmbeddedServers start(String reason) {
    return new EmbeddedServers(
        startKafka(),
        startPostgres(),
        "embedded, Kafka %s and PostgreSQL 18 (%s)".formatted(AppInfoParser.getVersion(), reason));
  }

  /** The broker needs no stopping: it ends with the JVM, and its files are deleted then. */
  private static EmbeddedKafkaBroker startKafka() {
    EmbeddedKafkaBroker kafka =
        new EmbeddedKafkaKraftBroker(1, 1)
            .brokerProperties(BrokerSettings.ALL)
            // By default the address would go to spring.kafka.bootstrap-servers for the whole JVM.
            .brokerListProperty(EmbeddedKafkaBroker.SPRING_EMBEDDED_KAFKA_BROKERS);
    kafka.afterPropertiesSet();
    return kafka;
  }

  private static EmbeddedPostgres startPostgres() {
    try {
      return EmbeddedPostgres.builder()
          // Independent of which locales the machine has.
          .setLocaleConfig("locale", "C")
          .setLocaleConfig("locale-provider", "builtin")
          .setLocaleConfig("builtin-locale", "C.UTF-8")
          .setServerConfig("max_connections", "300")
          .setPGStartupWait(POSTGRES_STARTUP)
          .start();
    } catch (IOException e) {
      throw new IllegalStateException("The embedded PostgreSQL did not start", e);
    }
  }

  @Override
  public String bootstrapServers() {
    return kafka.getBrokersAsString();
  }

  @Override
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://localhost:%d/%s".formatted(postgres.getPort(), database);
  }

  @Override
  public String username() {
    return "postgres";
  }

  @Override
  public String password() {
    return "";
  }
}
