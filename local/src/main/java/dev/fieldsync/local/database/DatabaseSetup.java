package dev.fieldsync.local.database;

import dev.fieldsync.local.startup.Ports;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.ds.PGSimpleDataSource;

/** Creates the user and the database of the services where they are missing. */
final class DatabaseSetup {

  private static final String FIND_USER = "select 1 from pg_roles where rolname = 'fieldsync'";
  private static final String CREATE_USER = "create role fieldsync login";
  private static final String FIND_DATABASE =
      "select 1 from pg_database where datname = 'fieldsync'";
  private static final String CREATE_DATABASE = "create database fieldsync owner fieldsync";

  private DatabaseSetup() {}

  static void ensure(int port) throws SQLException {
    PGSimpleDataSource server = new PGSimpleDataSource();
    server.setServerNames(new String[] {Ports.LOOPBACK});
    server.setPortNumbers(new int[] {port});
    server.setUser(LocalDatabase.SUPERUSER);
    server.setDatabaseName("postgres");
    try (Connection connection = server.getConnection();
        Statement statement = connection.createStatement()) {
      createUnlessFound(statement, FIND_USER, CREATE_USER);
      createUnlessFound(statement, FIND_DATABASE, CREATE_DATABASE);
    }
  }

  private static void createUnlessFound(Statement statement, String find, String create)
      throws SQLException {
    try (ResultSet found = statement.executeQuery(find)) {
      if (found.next()) {
        return;
      }
    }
    statement.execute(create);
  }
}
