package dev.fieldsync.scenarios.bench.jobs;

import dev.fieldsync.scenarios.process.ScenarioFailure;
import dev.fieldsync.scenarios.servers.Servers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A side's own database on the one server, through a connection that looks at what the side has
 * done and keeps house. Not thread-safe.
 */
final class Database implements AutoCloseable {

  private static final String SUPERUSER = "postgres";

  /**
   * Whatever was made less durable, by anybody. Fieldsync's unlogged tables have what is left of
   * rates and who is editing, which a crash may forget; no job is in them.
   */
  private static final String FIND_WEAKENED =
      """
      select name || ' = ' || setting
        from pg_settings
       where name in ('fsync', 'synchronous_commit', 'full_page_writes')
         and setting <> 'on'
       union all
      select unnest(setconfig)
        from pg_db_role_setting
       where array_to_string(setconfig, ' ') ~ 'fsync|synchronous_commit|full_page_writes'
       union all
      select 'unlogged table ' || c.oid::regclass::text
        from pg_class c
       where c.relkind = 'r' and c.relpersistence = 'u'
         and c.relname not in ('campaign_rate', 'template_editor')
      """;

  private final String name;
  private final Servers servers;
  private final Connection connection;

  private Database(String name, Servers servers, Connection connection) {
    this.name = name;
    this.servers = servers;
    this.connection = connection;
  }

  /** Opens the database of the server's owner. */
  static Database open(Servers servers) {
    return open(servers, Servers.USER);
  }

  /** Makes a database and opens it. */
  static Database create(Servers servers, String name) {
    servers.createDatabase(name);
    return open(servers, name);
  }

  private static Database open(Servers servers, String name) {
    try {
      return new Database(
          name, servers, DriverManager.getConnection(url(servers, name), SUPERUSER, ""));
    } catch (SQLException e) {
      throw new ScenarioFailure("PostgreSQL does not answer: " + e.getMessage(), e);
    }
  }

  private static String url(Servers servers, String name) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(servers.postgresPort(), name);
  }

  /** Returns where Java's programs find it, with their user. */
  String jdbcUrl() {
    return url(servers, name) + "?user=" + Servers.USER;
  }

  /** Returns where other programs find it, with their user. */
  String uri() {
    return "postgres://%s@127.0.0.1:%d/%s".formatted(Servers.USER, servers.postgresPort(), name);
  }

  Connection connection() {
    return connection;
  }

  /** Returns the number that a query finds. */
  long number(String sql) {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new ScenarioFailure("PostgreSQL does not say: " + e.getMessage(), e);
    }
  }

  void execute(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new ScenarioFailure("PostgreSQL refuses: " + e.getMessage(), e);
    }
  }

  /** Runs statements of the user who owns the database. */
  void executeAsOwner(String sql) {
    try (Connection owner = DriverManager.getConnection(jdbcUrl());
        Statement statement = owner.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new ScenarioFailure("PostgreSQL refuses: " + e.getMessage(), e);
    }
  }

  /** Leaves no dirty page and no dead row to whoever is measured next. */
  void tidy() {
    execute("vacuum analyze");
    execute("checkpoint");
  }

  /**
   * Makes sure that nobody has bought speed with durability.
   *
   * @throws ScenarioFailure when somebody has
   */
  void requireDurability() {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(FIND_WEAKENED)) {
      if (rows.next()) {
        throw new ScenarioFailure(
            "Not as durable as the others: " + name + ", " + rows.getString(1));
      }
    } catch (SQLException e) {
      throw new ScenarioFailure("PostgreSQL does not say: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new ScenarioFailure("A connection cannot be closed: " + e.getMessage(), e);
    }
  }
}
