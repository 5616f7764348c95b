package dev.fieldsync.scenarios.audit;

import dev.fieldsync.scenarios.scenario.Narrator;
import dev.fieldsync.shared.kafka.RecordFormat;
import dev.fieldsync.shared.kafka.UnreadableRecordException;
import dev.fieldsync.shared.task.TaskOperation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Every accepted operation on a task has exactly one outcome. */
final class TaskOperations {

  /** Outcomes are kept at least this long. */
  private static final Duration KEPT = Duration.ofDays(7);

  private static final String SELECT_MISSING =
      """
      select w.place
        from unnest(?::text[], ?::text[], ?::uuid[], ?::text[]) as w (organization, owner, id, place)
       where not exists (
             select 1
               from fieldsync.task_operation o
              where o.organization_id = w.organization and o.owner = w.owner and o.id = w.id)
      """;

  private final Connection database;
  private final Ledger ledger;

  private record Received(String place, TaskOperation operation) {}

  TaskOperations(Connection database, Ledger ledger) {
    this.database = database;
    this.ledger = ledger;
  }

  void check(RequestLog log, Narrator narrator) throws SQLException {
    Instant forgotten = Instant.now().minus(KEPT);
    try (Narrator.Bar bar = narrator.bar("task operations", log.size())) {
      List<ConsumerRecord<String, byte[]>> records = log.next();
      while (!records.isEmpty()) {
        List<Received> received = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : records) {
          if (log.isProcessed(record)) {
            read(record, received);
          } else {
            ledger.count("task operations not processed yet", 1);
          }
        }
        received.removeIf(each -> each.operation().acceptedAt().isBefore(forgotten));
        check(received);
        database.commit();
        bar.add(records.size());
        records = log.next();
      }
    }
  }

  private void read(ConsumerRecord<String, byte[]> record, List<Received> received) {
    try {
      received.add(
          new Received(
              RequestLog.place(record),
              RecordFormat.read(
                  record.value(), TaskOperation.SCHEMA_VERSION, TaskOperation.class)));
    } catch (UnreadableRecordException e) {
      ledger.count("task operations that cannot be read", 1);
    }
  }

  private void check(List<Received> received) throws SQLException {
    ledger.count("task operations", received.size());
    try (PreparedStatement select = database.prepareStatement(SELECT_MISSING)) {
      bind(select, 1, "text", received.stream().map(each -> each.operation().organizationId()));
      bind(select, 2, "text", received.stream().map(each -> each.operation().actor()));
      bind(select, 3, "uuid", received.stream().map(each -> each.operation().operationId()));
      bind(select, 4, "text", received.stream().map(Received::place));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          ledger.fault(Fault.NO_OUTCOME, row.getString("place"));
        }
      }
    }
  }

  private void bind(
      PreparedStatement statement, int index, String type, java.util.stream.Stream<?> values)
      throws SQLException {
    statement.setArray(index, database.createArrayOf(type, values.toArray()));
  }
}
