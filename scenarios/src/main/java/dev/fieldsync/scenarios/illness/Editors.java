package dev.fieldsync.scenarios.illness;

import dev.fieldsync.scenarios.figures.Goal;
import dev.fieldsync.scenarios.process.ScenarioFailure;
import dev.fieldsync.scenarios.process.Waiting;
import dev.fieldsync.scenarios.scenario.Findings;
import dev.fieldsync.scenarios.system.Connections;
import dev.fieldsync.scenarios.system.Reply;
import dev.fieldsync.scenarios.system.Target;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** People who each edit a template of their own, the next time when the last one is answered. */
final class Editors implements Cause {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private static final String COUNT =
      """
      select count(*) as applied, count(distinct (template_id, revision)) as versions
        from fieldsync.template_update
       where template_id = any (?) and status = 'applied' and operation = 'merge'
      """;

  private final Target system;
  private final List<String> templates;
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong accepted = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicReference<String> refusal = new AtomicReference<>("none");
  private final Loops loops;

  private record Written(long applied, long versions) {}

  private Editors(Target system, List<String> templates) {
    this.system = system;
    this.templates = templates;
    this.loops =
        Loops.start(templates.stream().<Callable<?>>map(each -> () -> edit(each)).toList());
  }

  /** Starts as many as there are templates. */
  static Editors start(Target system, List<String> templates) {
    return new Editors(system, templates);
  }

  private Void edit(String template) {
    Reply reply =
        system
            .gateway()
            .send(
                "PATCH",
                "/api/templates/" + template,
                "Editor",
                "{\"name\": \"Edit %d\"}".formatted(sent.incrementAndGet()));
    if (reply.isSuccess()) {
      accepted.incrementAndGet();
    } else {
      refused.incrementAndGet();
      refusal.set(reply.status() + " " + reply.body());
    }
    return null;
  }

  /** Returns how many edits were accepted up to now. */
  long accepted() {
    return accepted.get();
  }

  @Override
  public void judge(Findings.Builder findings) {
    long expected = accepted.get();
    Written written =
        Waiting.until(
            LIMIT,
            "Not all accepted edits are in the history",
            () -> {
              Written now = written(system.connections());
              return now.applied() >= expected ? Optional.of(now) : Optional.empty();
            });
    findings
        .figure("edits accepted", expected)
        .figure("latest refusal", String.valueOf(refusal.get()))
        .goal(Goal.none("edits that were refused", refused.get()))
        .goal(Goal.none("accepted edits that are lost or doubled", written.applied() - expected))
        .goal(
            Goal.none(
                "edits without a version of their own", written.applied() - written.versions()));
  }

  private Written written(Connections servers) {
    try (Connection connection = servers.database();
        PreparedStatement select = connection.prepareStatement(COUNT)) {
      select.setArray(1, connection.createArrayOf("uuid", templates.toArray()));
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return new Written(row.getLong("applied"), row.getLong("versions"));
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
