package dev.fieldsync.scenarios.audit;

import dev.fieldsync.scenarios.process.ScenarioFailure;
import dev.fieldsync.scenarios.scenario.Findings;
import dev.fieldsync.scenarios.scenario.Narrator;
import dev.fieldsync.scenarios.scenario.Scenario;
import dev.fieldsync.scenarios.system.Connections;
import dev.fieldsync.scenarios.system.Target;
import dev.fieldsync.shared.kafka.Topics;
import java.sql.Connection;
import java.sql.SQLException;

/** Checks a whole system, whatever was done to it before. */
public final class Audit implements Scenario {

  @Override
  public String name() {
    return "audit";
  }

  @Override
  public String purpose() {
    return "Reads the request logs, the history, the templates and the campaigns, and proves that"
        + " nothing accepted is lost and nothing was applied twice. Read-only.";
  }

  @Override
  public Findings run(Target system, Narrator narrator) {
    return run(system.connections(), narrator);
  }

  /** Checks the system whose servers these are. */
  static Findings run(Connections servers, Narrator narrator) {
    Ledger ledger = new Ledger();
    Topics topics = new Topics(servers.prefix());
    try (Connection database = servers.database()) {
      database.setReadOnly(true);
      database.setAutoCommit(false);
      database.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      try (RequestLog requests =
          RequestLog.open(servers, topics.templateUpdates(), topics.updateWorkerGroup())) {
        new UpdateRequests(database, ledger).check(requests, narrator);
      }
      try (RequestLog events = RequestLog.open(servers, topics.templateEvents(), null)) {
        new ToldOutcomes(database, ledger).check(events, narrator);
      }
      try (RequestLog operations =
          RequestLog.open(servers, topics.taskOperations(), topics.taskWorkerGroup())) {
        new TaskOperations(database, ledger).check(operations, narrator);
      }
      new Histories(database, ledger).check(narrator);
      new Campaigns(database, ledger).check(narrator);
    } catch (SQLException e) {
      throw new ScenarioFailure("PostgreSQL does not say: " + e.getMessage(), e);
    }
    return ledger.findings();
  }
}
