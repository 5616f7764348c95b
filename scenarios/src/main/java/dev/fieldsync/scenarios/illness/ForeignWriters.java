package dev.fieldsync.scenarios.illness;

import dev.fieldsync.scenarios.figures.Goal;
import dev.fieldsync.scenarios.process.ScenarioFailure;
import dev.fieldsync.scenarios.scenario.Findings;
import dev.fieldsync.scenarios.system.Connections;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Programs that write templates in the table itself, as the existing product does: a column at a
 * time, without a look at the version. One for each template, as fast as it can.
 */
final class ForeignWriters implements Cause {

  private static final int TURN = 50;
  private static final String WRITE =
      "update public.template_library set name = ? where id = ?::uuid";
  private static final String READ = "select name from public.template_library where id = ?::uuid";

  private final Connections servers;
  private final List<String> templates;
  private final Map<String, Integer> written = new ConcurrentHashMap<>();
  private final Loops loops;

  private ForeignWriters(Connections servers, List<String> templates) {
    this.servers = servers;
    this.templates = templates;
    this.loops =
        Loops.start(templates.stream().<Callable<?>>map(each -> () -> write(each)).toList());
  }

  static ForeignWriters start(Connections servers, List<String> templates) {
    return new ForeignWriters(servers, templates);
  }

  private Void write(String template) throws SQLException {
    try (Connection connection = servers.database();
        PreparedStatement update = connection.prepareStatement(WRITE)) {
      for (int i = 0; i < TURN; i++) {
        int number = written.getOrDefault(template, 0) + 1;
        update.setString(1, "Foreign " + number);
        update.setString(2, template);
        update.executeUpdate();
        written.put(template, number);
      }
    }
    return null;
  }

  @Override
  public void judge(Findings.Builder findings) {
    findings
        .figure(
            "writes past the API", written.values().stream().mapToLong(Integer::longValue).sum())
        .goal(
            Goal.none(
                "templates that lost a write past the API",
                templates.stream().filter(this::isLost).count()));
  }

  private boolean isLost(String template) {
    try (Connection connection = servers.database();
        PreparedStatement select = connection.prepareStatement(READ)) {
      select.setString(1, template);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return !row.getString("name").equals("Foreign " + written.get(template));
      }
    } catch (SQLException e) {
      throw new ScenarioFailure("PostgreSQL does not say: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    loops.close();
  }
}
