package dev.fieldsync.testing;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The Kafka broker and the PostgreSQL server that all tests of this JVM share.
 *
 * <p>They run in containers when a Docker engine answers and has or can pull the images, and
 * embedded otherwise; {@code -Dfieldsync.test.backends=docker|embedded|auto} or the environment
 * variable {@code FIELDSYNC_TEST_BACKENDS} decides instead. As in production the broker creates no
 * topic by itself. Both servers end with the JVM. Safe for use by several threads.
 */
public final class Backends {

  private static @Nullable Backends shared;

  private final Servers servers;
  private final AtomicInteger workspaces = new AtomicInteger();

  private Backends(Servers servers) {
    this.servers = servers;
  }

  /**
   * Returns the servers of this JVM; the first call starts them and prints one line that says which
   * they are and why.
   *
   * @throws IllegalStateException if they cannot be started
   */
  public static synchronized Backends shared() {
    if (shared == null) {
      shared = new Backends(BackendChoice.fromSettings().start());
      System.out.println("Test backends: " + shared.describe());
    }
    return shared;
  }

  /** Says which servers these are and why they were chosen, in one line. */
  public String describe() {
    return servers.description();
  }

  /** Returns the broker's address as {@code host:port}. */
  public String bootstrapServers() {
    return servers.bootstrapServers();
  }

  /**
   * Creates an empty database and a prefix for topics and groups that nobody else in this JVM has.
   *
   * @throws IllegalStateException if the database cannot be created
   */
  public Workspace newWorkspace() {
    String name = "t" + workspaces.incrementAndGet();
    createDatabase(name);
    return new Workspace(
        servers.jdbcUrl(name),
        servers.username(),
        servers.password(),
        servers.bootstrapServers(),
        name + "-");
  }

  private void createDatabase(String name) {
    PGSimpleDataSource server = new PGSimpleDataSource();
    server.setUrl(servers.jdbcUrl("postgres"));
    server.setUser(servers.username());
    server.setPassword(servers.password());
    try (var connection = server.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException("Cannot create the test database " + name, e);
    }
  }
}
