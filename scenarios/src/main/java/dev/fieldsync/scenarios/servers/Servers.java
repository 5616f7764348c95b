package dev.fieldsync.scenarios.servers;

import dev.fieldsync.scenarios.process.ChildProcess;
import dev.fieldsync.scenarios.process.JavaCommand;
import dev.fieldsync.scenarios.process.ScenarioFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/**
 * A running Kafka broker and a running PostgreSQL server.
 *
 * @param process the broker's process, whose child PostgreSQL is
 * @param jdbcUrl where the database is; its owner is {@value #USER}, without a password
 * @param bootstrapServers where the broker is
 * @param postgresPid the process id of the PostgreSQL server
 */
public record Servers(
    ChildProcess process, String jdbcUrl, String bootstrapServers, long postgresPid)
    implements AutoCloseable {

  /** The owner of the database, and the database's name. */
  public static final String USER = "fieldsync";

  /** The user who may make databases, and the database that every server has. */
  private static final String SUPERUSER = "postgres";

  private static final Duration START_LIMIT = Duration.ofMinutes(2);

  /**
   * Starts both and returns when they serve.
   *
   * @param directory for their files and logs; must exist, absolute, without symbolic links
   * @throws ScenarioFailure when they do not start
   */
  public static Servers start(Path directory, List<String> jvmOptions) {
    List<String> options =
        new java.util.ArrayList<>(List.of("-Dlogback.configurationFile=servers-logback.xml"));
    options.addAll(jvmOptions);
    ChildProcess process =
        ChildProcess.start(
            "Kafka with PostgreSQL",
            directory.resolve("servers.log"),
            new JavaCommand(options).main(ServersApplication.class, List.of(directory.toString())));
    String[] ready = process.awaitLine(ServersApplication.READY, START_LIMIT).split(" ", -1);
    return new Servers(process, ready[0], ready[1], pid(directory));
  }

  /** Returns the port of the database. */
  public int postgresPort() {
    return URI.create(jdbcUrl.substring("jdbc:".length())).getPort();
  }

  /**
   * Makes another database with the same owner.
   *
   * @param name letters, digits and underscores
   * @return its JDBC URL
   * @throws ScenarioFailure when there is one of that name
   */
  public String createDatabase(String name) {
    String url = "jdbc:postgresql://127.0.0.1:%d/".formatted(postgresPort());
    try (Connection first = DriverManager.getConnection(url + SUPERUSER, SUPERUSER, "");
        Statement statement = first.createStatement()) {
      statement.execute("create database %s owner %s".formatted(name, USER));
      return url + name;
    } catch (SQLException e) {
      throw new ScenarioFailure("PostgreSQL makes no database: " + e.getMessage(), e);
    }
  }

  private static long pid(Path directory) {
    Path file = directory.resolve("postgres").resolve("postmaster.pid");
    try {
      return Long.parseLong(Files.readAllLines(file, StandardCharsets.UTF_8).get(0).strip());
    } catch (IOException e) {
      throw new ScenarioFailure("Cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    process.endInput();
  }
}
