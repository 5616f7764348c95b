package dev.fieldsync.scenarios.system;

import dev.fieldsync.scenarios.process.ScenarioFailure;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * Where a system's database and broker are.
 *
 * @param jdbcUrl of PostgreSQL
 * @param user of the database
 * @param password of the database, may be empty
 * @param bootstrapServers of Kafka
 * @param prefix of topics and groups, may be empty
 */
public record Connections(
    String jdbcUrl, String user, String password, String bootstrapServers, String prefix) {

  private static final int CONNECT_SECONDS = 5;

  /** Connects with the database. */
  public Connection open() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("ApplicationName", "fieldsync-scenarios");
    properties.setProperty("connectTimeout", Integer.toString(CONNECT_SECONDS));
    return DriverManager.getConnection(jdbcUrl, properties);
  }

  /**
   * Connects with the database.
   *
   * @throws ScenarioFailure when that is not possible; says what to do
   */
  public Connection database() {
    try {
      return open();
    } catch (SQLException e) {
      throw new ScenarioFailure(
          "PostgreSQL at %s does not let us in: %s Name another with --jdbc-url, --jdbc-user and"
                  .formatted(jdbcUrl, e.getMessage())
              + " the environment variable FIELDSYNC_JDBC_PASSWORD.",
          e);
    }
  }

  /** Returns what a client of Kafka's needs to find it; more may be added. */
  public Map<String, Object> kafka() {
    Map<String, Object> config = new java.util.HashMap<>();
    config.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    config.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
    config.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    return config;
  }
}
