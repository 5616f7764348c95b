package dev.fieldsync.scenarios.servers;

import dev.fieldsync.local.broker.LocalBroker;
import dev.fieldsync.local.database.LocalDatabase;
import dev.fieldsync.local.startup.Ports;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

/**
 * Runs a Kafka broker and a PostgreSQL server until its standard input ends, which it does when the
 * process that started it is gone, however that came.
 */
public final class ServersApplication {

  static final String READY = "ready ";

  private static final PrintStream OUT = System.out;

  private ServersApplication() {}

  /** Starts both in the directory that is the only argument; says where they are in one line. */
  public static void main(String... arguments) throws IOException {
    Path data = Path.of(arguments[0]);
    try (LocalDatabase database =
            new LocalDatabase(
                data.resolve("postgres"),
                data.resolve("programs"),
                data.resolve("postgres.log"),
                Ports.anyFree());
        LocalBroker broker =
            new LocalBroker(
                data.resolve("kafka"), Ports.anyFree(), () -> Runtime.getRuntime().halt(1))) {
      database.start();
      broker.start();
      OUT.println(READY + database.jdbcUrl() + " " + broker.address());
      System.in.transferTo(PrintStream.nullOutputStream());
    }
  }
}
