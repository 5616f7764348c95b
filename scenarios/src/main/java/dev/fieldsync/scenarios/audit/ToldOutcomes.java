package dev.fieldsync.scenarios.audit;

import dev.fieldsync.scenarios.scenario.Narrator;
import dev.fieldsync.shared.kafka.RecordFormat;
import dev.fieldsync.shared.kafka.UnreadableRecordException;
import dev.fieldsync.shared.update.TemplateEvent;
import dev.fieldsync.shared.update.UpdateStatus;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Whatever was told to be applied is in the history, as that version: an update that is told twice,
 * as it may be, is told as the same version, so it was applied once.
 */
final class ToldOutcomes {

  private static final String SELECT_VERSIONS =
      """
      select update_id, version
        from fieldsync.template_update
       where update_id = any (?) and status = 'applied'
      """;

  /** A retention may have removed it; only then may it be missing. */
  private static final String SELECT_HAS_LATER =
      """
      select min(revision)
        from fieldsync.template_update
       where template_id = ? and revision is not null
      """;

  private final Connection database;
  private final Ledger ledger;

  ToldOutcomes(Connection database, Ledger ledger) {
    this.database = database;
    this.ledger = ledger;
  }

  void check(RequestLog events, Narrator narrator) throws SQLException {
    try (Narrator.Bar bar = narrator.bar("told outcomes", events.size())) {
      List<ConsumerRecord<String, byte[]>> records = events.next();
      while (!records.isEmpty()) {
        List<TemplateEvent> told = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : records) {
          read(record, told);
        }
        check(told);
        database.commit();
        bar.add(records.size());
        records = events.next();
      }
    }
  }

  private void read(ConsumerRecord<String, byte[]> record, List<TemplateEvent> told) {
    try {
      RecordFormat.readTemplateEvent(record.value())
          .filter(event -> event.status() == UpdateStatus.APPLIED)
          .ifPresent(told::add);
    } catch (UnreadableRecordException e) {
      ledger.count("events that cannot be read", 1);
    }
  }

  private void check(List<TemplateEvent> told) throws SQLException {
    Map<UUID, String> versions = versions(told);
    for (TemplateEvent event : told) {
      ledger.count("updates told to be applied", 1);
      String version = versions.get(event.updateId());
      boolean isSo = version != null && version.equals(event.version());
      if (!isSo && (version != null || !wasRemoved(event))) {
        ledger.fault(
            Fault.TOLD_OTHERWISE,
            event.updateId() + " told as " + event.version() + ", is " + version);
      }
    }
  }

  private Map<UUID, String> versions(List<TemplateEvent> told) throws SQLException {
    Map<UUID, String> versions = new HashMap<>();
    try (PreparedStatement select = database.prepareStatement(SELECT_VERSIONS)) {
      select.setArray(
          1,
          database.createArrayOf(
              "uuid", told.stream().map(TemplateEvent::updateId).distinct().toArray()));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          versions.put(row.getObject("update_id", UUID.class), row.getString("version"));
        }
      }
    }
    return versions;
  }

  private boolean wasRemoved(TemplateEvent event) throws SQLException {
    Long revision = event.revision();
    try (PreparedStatement select = database.prepareStatement(SELECT_HAS_LATER)) {
      select.setObject(1, event.templateId());
      try (ResultSet row = select.executeQuery()) {
        row.next();
        long first = row.getLong(1);
        return !row.wasNull() && revision != null && revision < first;
      }
    }
  }
}
