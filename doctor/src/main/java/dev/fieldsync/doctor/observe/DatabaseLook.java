package dev.fieldsync.doctor.observe;

import dev.fieldsync.doctor.symptom.CampaignSymptoms;
import dev.fieldsync.doctor.symptom.DatabaseSymptoms;
import dev.fieldsync.doctor.symptom.UpdateSymptoms;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.List;

/** What the database shows, over a while. Closes its connection. Not thread-safe. */
final class DatabaseLook implements AutoCloseable {

  private final Connection connection;
  private final SessionSamples sessions;
  private final CampaignCounters campaigns;
  private final Timestamp began;

  private DatabaseLook(
      Connection connection, SessionSamples sessions, CampaignCounters campaigns, Timestamp began) {
    this.connection = connection;
    this.sessions = sessions;
    this.campaigns = campaigns;
    this.began = began;
  }

  /** Begins to look; closes the connection when that fails. */
  static DatabaseLook begin(Connection connection) throws SQLException {
    try {
      connection.setReadOnly(true);
      return new DatabaseLook(
          connection,
          new SessionSamples(connection),
          CampaignCounters.read(connection),
          now(connection));
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private static Timestamp now(Connection connection) throws SQLException {
    try (Statement select = connection.createStatement();
        ResultSet row = select.executeQuery("select clock_timestamp()")) {
      row.next();
      return row.getTimestamp(1);
    }
  }

  void look() throws SQLException {
    sessions.take();
  }

  DatabaseSymptoms sessions() throws SQLException {
    return sessions.symptoms();
  }

  UpdateSymptoms updates(double seconds) throws SQLException {
    return DecidedSince.read(connection, began, seconds);
  }

  CampaignSymptoms campaigns(double seconds) throws SQLException {
    return campaigns.since(connection, seconds);
  }

  List<String> unseen() {
    return sessions.unseen();
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException("A connection cannot be closed", e);
    }
  }
}
