package dev.fieldsync.gateway.deadletter;

import dev.fieldsync.gateway.deadletter.DeadLetter.Action;
import dev.fieldsync.gateway.deadletter.DeadLetter.RecordHeader;
import dev.fieldsync.shared.json.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads rows of {@code fieldsync.dead_letter}. */
final class DeadLetterRows {

  /** Bounded, however long the value is. */
  static final String SUMMARY_COLUMNS =
      """
      letter.id, letter.status, letter.kind, letter.reason, letter.organization_id,
             letter.template_id, letter.update_id, letter.actor, letter.replay_of,
             letter.origin_topic, letter.origin_partition, letter.origin_offset,
             letter.origin_timestamp, letter.received_at, letter.decided_by, letter.decided_at,
             letter.decided_reason, octet_length(letter.record_value) as value_bytes,
             substring(letter.record_value for 200) as excerpt
      """
          .stripTrailing();

  private DeadLetterRows() {}

  static DeadLetterSummary summary(ResultSet row, int number) throws SQLException {
    RecordBytes excerpt = RecordBytes.of(row.getBytes("excerpt"));
    return new DeadLetterSummary(
        row.getObject("id", UUID.class),
        DeadLetterStatus.of(row.getString("status"))
            .orElseThrow(() -> new SQLException("A dead letter has a status that is none")),
        row.getString("kind"),
        row.getString("reason"),
        row.getString("organization_id"),
        row.getObject("template_id", UUID.class),
        row.getObject("update_id", UUID.class),
        row.getString("actor"),
        row.getObject("replay_of", UUID.class),
        new DeadLetterSummary.Origin(
            row.getString("origin_topic"),
            row.getInt("origin_partition"),
            row.getLong("origin_offset"),
            Instant.ofEpochMilli(row.getLong("origin_timestamp"))),
        row.getObject("received_at", OffsetDateTime.class).toInstant(),
        row.getObject("value_bytes", Integer.class),
        excerpt == null ? null : excerpt.anyText(),
        row.getString("decided_by"),
        instant(row.getObject("decided_at", OffsetDateTime.class)),
        row.getString("decided_reason"));
  }

  static DeadLetter letter(ResultSet row, int number) throws SQLException {
    return new DeadLetter(
        summary(row, number),
        row.getString("exception_class"),
        RecordBytes.of(row.getBytes("record_key")),
        RecordBytes.of(row.getBytes("record_value")),
        headers(Json.parse(row.getString("record_headers"))),
        List.of(),
        List.of());
  }

  static Action action(ResultSet row, int number) throws SQLException {
    return new Action(
        row.getString("action"),
        row.getString("actor"),
        row.getObject("done_at", OffsetDateTime.class).toInstant(),
        row.getString("reason"),
        row.getObject("update_id", UUID.class));
  }

  private static List<RecordHeader> headers(JsonNode stored) {
    List<RecordHeader> headers = new ArrayList<>();
    for (JsonNode header : stored) {
      JsonNode value = header.path("value");
      headers.add(
          new RecordHeader(
              header.path("name").stringValue(),
              RecordBytes.of(
                  value.isString() ? Base64.getDecoder().decode(value.stringValue()) : null)));
    }
    return headers;
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
