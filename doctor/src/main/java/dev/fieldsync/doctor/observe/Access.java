package dev.fieldsync.doctor.observe;

import dev.fieldsync.shared.kafka.Topics;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/**
 * How to reach a system's servers.
 *
 * @param database opens a connection that the doctor closes; not one of a pool that may be empty
 * @param kafka a client's configuration
 * @param topics the names of topics and groups
 */
public record Access(Database database, Map<String, Object> kafka, Topics topics) {

  /** Opens connections. */
  @FunctionalInterface
  public interface Database {

    /** Opens one. */
    Connection open() throws SQLException;
  }
}
