package dev.fieldsync.doctor.observe;

import dev.fieldsync.doctor.symptom.DatabaseSymptoms;
import dev.fieldsync.doctor.symptom.DatabaseSymptoms.Session;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks at {@code pg_stat_activity} again and again: how often a session is seen in a state says
 * how long it was in it. Sampling of active sessions, as Oracle's ASH does it. Not thread-safe.
 */
final class SessionSamples {

  private static final int TIMEOUT_SECONDS = 2;

  private static final String SELECT_SESSIONS =
      """
      select pid, application_name, coalesce(state, '') as state, wait_event_type, wait_event,
             coalesce(extract(epoch from clock_timestamp() - xact_start), 0) as open_seconds,
             coalesce(left(regexp_replace(query, '\\s+', ' ', 'g'), 120), '') as query,
             case when wait_event_type = 'Lock' then (pg_blocking_pids(pid))[1] end as blocker,
             state is null and backend_type = 'client backend' as is_hidden
        from pg_stat_activity
       where datname = current_database()
         and backend_type = 'client backend'
         and pid <> pg_backend_pid()
      """;

  private static final String SELECT_LIMITS =
      """
      select (select count(*) from pg_stat_activity where backend_type = 'client backend'),
             current_setting('max_connections')::int
      """;

  private final Connection connection;
  private int samples;
  private double active;
  private double waitingForLock;
  private double waitingForDisk;
  private @Nullable Session oldest;
  private @Nullable Session blocker;
  private long mostBlocked;
  private boolean hidden;

  SessionSamples(Connection connection) {
    this.connection = connection;
  }

  void take() throws SQLException {
    Map<Integer, Session> sessions = new HashMap<>();
    Map<Integer, Long> blocked = new HashMap<>();
    try (PreparedStatement select = connection.prepareStatement(SELECT_SESSIONS)) {
      select.setQueryTimeout(TIMEOUT_SECONDS);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          Session session = session(row);
          sessions.put(session.pid(), session);
          count(row, session, blocked);
        }
      }
    }
    samples++;
    sessions.values().forEach(this::maybeOldest);
    blocked.forEach((pid, waiting) -> maybeBlocker(sessions.get(pid), waiting));
  }

  private static Session session(ResultSet row) throws SQLException {
    return new Session(
        row.getInt("pid"),
        row.getString("application_name"),
        row.getString("state"),
        row.getDouble("open_seconds"),
        row.getString("query"));
  }

  private void count(ResultSet row, Session session, Map<Integer, Long> blocked)
      throws SQLException {
    hidden |= row.getBoolean("is_hidden");
    if (!session.state().equals("active")) {
      return;
    }
    active++;
    String type = row.getString("wait_event_type");
    String event = row.getString("wait_event");
    if ("Lock".equals(type)) {
      waitingForLock++;
      int pid = row.getInt("blocker");
      if (!row.wasNull()) {
        blocked.merge(pid, 1L, Long::sum);
      }
    } else if ("IO".equals(type) || "WALWrite".equals(event) || "SyncRep".equals(event)) {
      waitingForDisk++;
    }
  }

  private void maybeOldest(Session session) {
    if (session.transactionSeconds() > 0
        && (oldest == null || session.transactionSeconds() > oldest.transactionSeconds())) {
      oldest = session;
    }
  }

  private void maybeBlocker(@Nullable Session session, long waiting) {
    if (session != null && waiting >= mostBlocked) {
      mostBlocked = waiting;
      blocker = session;
    }
  }

  DatabaseSymptoms symptoms() throws SQLException {
    double each = Math.max(1, samples);
    try (Statement select = connection.createStatement();
        ResultSet row = select.executeQuery(SELECT_LIMITS)) {
      row.next();
      return new DatabaseSymptoms(
          active / each,
          waitingForLock / each,
          waitingForDisk / each,
          blocker,
          oldest,
          row.getInt(1),
          row.getInt(2));
    }
  }

  List<String> unseen() {
    return hidden
        ? List.of(
            "sessions of other users of the database; grant the role pg_read_all_stats to see them")
        : List.of();
  }
}
