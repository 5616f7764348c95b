package dev.fieldsync.testing;

import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * What one test class has for itself on the shared servers.
 *
 * @param jdbcUrl a database that was empty when the workspace was made
 * @param username owner of that database
 * @param password password of that user; empty where the server asks for none
 * @param bootstrapServers address of the Kafka broker, {@code host:port}
 * @param prefix beginning of the names of this workspace's topics and groups, such as {@code t7-}
 */
public record Workspace(
    String jdbcUrl, String username, String password, String bootstrapServers, String prefix) {

  /** Returns the Spring properties that make a Fieldsync service work in this workspace. */
  public Map<String, String> properties() {
    return Map.of(
        "spring.datasource.url", jdbcUrl,
        "spring.datasource.username", username,
        "spring.datasource.password", password,
        "spring.kafka.bootstrap-servers", bootstrapServers,
        "fieldsync.kafka.prefix", prefix,
        "fieldsync.kafka.partitions", "4");
  }

  /** Returns a data source without a pool: every connection is new, the caller closes it. */
  public DataSource dataSource() {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setUrl(jdbcUrl);
    dataSource.setUser(username);
    dataSource.setPassword(password);
    return dataSource;
  }
}
