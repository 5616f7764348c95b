package dev.fieldsync.scenarios.figures;

import dev.fieldsync.scenarios.process.ScenarioFailure;
import dev.fieldsync.scenarios.servers.Servers;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a benchmark ran on.
 *
 * @param processors how many processors there are
 * @param system the operating system
 * @param java the Java of all services
 * @param loadBefore processes that wanted a processor, over the minute before the start; negative
 *     when unknown
 * @param database version and durability settings of PostgreSQL; empty when none is needed
 */
public record Machine(
    int processors, String system, String java, double loadBefore, Map<String, String> database) {

  private static final String SELECT_SETTINGS =
      """
      select name, setting from pg_settings
       where name in ('server_version', 'fsync', 'synchronous_commit', 'full_page_writes',
                      'shared_buffers')
       order by name
      """;

  /** Returns the load of this machine; to be asked before anything is started. */
  public static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  /**
   * Describes this machine.
   *
   * @param loadBefore what {@link #load()} returned before anything was started
   */
  public static Machine describe(double loadBefore, Servers servers) {
    return of(loadBefore, settings(servers));
  }

  /**
   * Describes this machine for what needs no servers.
   *
   * @param loadBefore what {@link #load()} returned before anything was started
   */
  public static Machine withoutServers(double loadBefore) {
    return of(loadBefore, Map.of());
  }

  private static Machine of(double loadBefore, Map<String, String> database) {
    return new Machine(
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
        loadBefore,
        database);
  }

  private static Map<String, String> settings(Servers servers) {
    Map<String, String> settings = new LinkedHashMap<>();
    try (Connection connection = DriverManager.getConnection(servers.jdbcUrl(), Servers.USER, "");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(SELECT_SETTINGS)) {
      while (rows.next()) {
        settings.put(rows.getString("name"), rows.getString("setting"));
      }
      return settings;
    } catch (SQLException e) {
      throw new ScenarioFailure("PostgreSQL does not answer: " + e.getMessage(), e);
    }
  }

  /** Returns all of it in a line. */
  public String text() {
    return "Machine: %d processors, %s, %s, load before %.2f%s"
        .formatted(
            processors,
            system,
            java,
            loadBefore,
            database.isEmpty() ? "" : ", PostgreSQL " + database);
  }
}
