package dev.fieldsync.local.database;

import java.io.IOException;
import java.nio.file.Path;

/** Starts a database and does nothing more until it is killed. */
final class DatabaseLauncher {

  private DatabaseLauncher() {}

  public static void main(String[] arguments) throws IOException {
    Path root = Path.of(arguments[0]);
    int port = Integer.parseInt(arguments[1]);
    PostgresServer server = LocalDatabaseIT.server(root, port, PostgresAccount.detect());
    new LocalDatabase(port, server).start();
    System.out.println("started");
    System.in.read();
  }
}
