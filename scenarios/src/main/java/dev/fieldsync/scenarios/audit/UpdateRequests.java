package dev.fieldsync.scenarios.audit;

import dev.fieldsync.scenarios.scenario.Narrator;
import dev.fieldsync.shared.kafka.RecordFormat;
import dev.fieldsync.shared.kafka.UnreadableRecordException;
import dev.fieldsync.shared.update.UpdateRequest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Every accepted update has exactly one outcome, and it is that of the request. */
final class UpdateRequests {

  /** The update id is the table's key: there is at most one. */
  private static final String SELECT_OUTCOMES =
      """
      select update_id, template_id, request_digest, status
        from fieldsync.template_update
       where update_id = any (?)
      """;

  private static final String SELECT_DEAD_LETTER =
      """
      select 1
        from fieldsync.dead_letter
       where origin_topic = ? and origin_partition = ? and origin_offset = ?
         and origin_timestamp = ?
      """;

  /** Where a retention has removed what is older, no outcome is to be expected. */
  private static final String SELECT_BEGIN =
      "select min(decided_at) from fieldsync.template_update";

  private final Connection database;
  private final Ledger ledger;
  private @Nullable Instant historyBegins;

  private record Outcome(UUID templateId, String digest, String status) {}

  private record Received(ConsumerRecord<String, byte[]> record, UpdateRequest request) {}

  UpdateRequests(Connection database, Ledger ledger) {
    this.database = database;
    this.ledger = ledger;
  }

  void check(RequestLog log, Narrator narrator) throws SQLException {
    try (Narrator.Bar bar = narrator.bar("update requests", log.size())) {
      List<ConsumerRecord<String, byte[]>> records = log.next();
      while (!records.isEmpty()) {
        List<Received> received = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : records) {
          read(log, record, received);
        }
        check(log, received);
        database.commit();
        bar.add(records.size());
        records = log.next();
      }
    }
  }

  private void read(RequestLog log, ConsumerRecord<String, byte[]> record, List<Received> received)
      throws SQLException {
    try {
      received.add(new Received(record, RecordFormat.readUpdateRequest(record.value())));
    } catch (UnreadableRecordException e) {
      ledger.count("update requests that cannot be read", 1);
      if (log.isProcessed(record) && !isDeadLetter(record)) {
        ledger.fault(Fault.UNREADABLE_LOST, RequestLog.place(record));
      }
    }
  }

  private boolean isDeadLetter(ConsumerRecord<String, byte[]> record) throws SQLException {
    try (PreparedStatement select = database.prepareStatement(SELECT_DEAD_LETTER)) {
      select.setString(1, record.topic());
      select.setInt(2, record.partition());
      select.setLong(3, record.offset());
      select.setLong(4, record.timestamp());
      try (ResultSet row = select.executeQuery()) {
        return row.next();
      }
    }
  }

  private void check(RequestLog log, List<Received> received) throws SQLException {
    Map<UUID, Outcome> outcomes =
        outcomes(received.stream().map(each -> each.request().updateId()).toList());
    for (Received each : received) {
      UpdateRequest request = each.request();
      Outcome outcome = outcomes.get(request.updateId());
      ledger.count("update requests", 1);
      if (outcome != null) {
        ledger.count("update requests " + outcome.status(), 1);
        compare(request, outcome);
      } else if (!log.isProcessed(each.record())) {
        ledger.count("update requests not processed yet", 1);
      } else if (request.acceptedAt().isBefore(historyBegins())) {
        ledger.count("update requests older than the history", 1);
      } else {
        ledger.fault(
            Fault.NO_OUTCOME, request.updateId() + " (" + RequestLog.place(each.record()) + ")");
      }
    }
  }

  /** A second request under the same id is answered with the first one's outcome, and says so. */
  private void compare(UpdateRequest request, Outcome outcome) {
    if (!outcome.digest().equals(request.digest())) {
      ledger.count("other requests under a used id (refused)", 1);
    } else if (!outcome.templateId().equals(request.templateId())) {
      ledger.fault(Fault.OTHER_REQUEST, request.updateId().toString());
    }
  }

  private Map<UUID, Outcome> outcomes(Collection<UUID> ids) throws SQLException {
    Map<UUID, Outcome> found = new HashMap<>();
    try (PreparedStatement select = database.prepareStatement(SELECT_OUTCOMES)) {
      select.setArray(1, database.createArrayOf("uuid", ids.toArray()));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.put(
              row.getObject("update_id", UUID.class),
              new Outcome(
                  row.getObject("template_id", UUID.class),
                  row.getString("request_digest"),
                  row.getString("status")));
        }
      }
    }
    return found;
  }

  private Instant historyBegins() throws SQLException {
    Instant known = historyBegins;
    if (known == null) {
      try (Statement select = database.createStatement();
          ResultSet row = select.executeQuery(SELECT_BEGIN)) {
        row.next();
        OffsetDateTime begin = row.getObject(1, OffsetDateTime.class);
        known = begin == null ? Instant.MIN : begin.toInstant();
      }
      historyBegins = known;
    }
    return known;
  }
}
