package dev.fieldsync.shared.update;

import dev.fieldsync.shared.json.Json;
import dev.fieldsync.shared.merge.Conflict;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/**
 * The record of every decided update, {@code fieldsync.template_update}: at once the history, the
 * audit trail and what makes updates idempotent. Here is how to read it; workers write it.
 */
public final class DecidedUpdates {

  /** Selects decided updates by id; one parameter, an array of uuid. */
  public static final String SELECT_BY_IDS =
      """
      select update_id, template_id, organization_id, actor, source, operation, status,
             revision, version, previous_version, changed_paths::text, conflicts::text,
             problem::text, request_digest, attempts::text, accepted_at, queued_at, started_at,
             decided_at
        from fieldsync.template_update
       where update_id = any (?)
      """;

  private static final TypeReference<List<String>> PATHS = new TypeReference<>() {};
  private static final TypeReference<List<Conflict>> CONFLICTS = new TypeReference<>() {};
  private static final TypeReference<List<Attempt>> ATTEMPTS = new TypeReference<>() {};

  private DecidedUpdates() {}

  /** Reads the current row of {@link #SELECT_BY_IDS} as the event that was published for it. */
  public static TemplateEvent read(ResultSet row) throws SQLException {
    String operation = row.getString("operation");
    String problem = row.getString("problem");
    return new TemplateEvent(
        TemplateEvent.SCHEMA_VERSION,
        row.getObject("update_id", UUID.class),
        row.getObject("template_id", UUID.class),
        row.getString("organization_id"),
        row.getString("actor"),
        Json.mapper().convertValue(row.getString("source"), Source.class),
        Json.mapper().convertValue(operation, Operation.class),
        UpdateStatus.of(row.getString("status")),
        row.getObject("revision", Long.class),
        row.getString("version"),
        row.getString("previous_version"),
        Json.mapper().readValue(row.getString("changed_paths"), PATHS),
        Json.mapper().readValue(row.getString("conflicts"), CONFLICTS),
        null,
        problem == null ? null : Json.mapper().readValue(problem, UpdateProblem.class),
        row.getString("request_digest"),
        Json.mapper().readValue(row.getString("attempts"), ATTEMPTS),
        new Timings(
            instant(row, "accepted_at"),
            instantOrNull(row, "queued_at"),
            instant(row, "started_at"),
            instant(row, "decided_at")));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    Instant time = instantOrNull(row, column);
    if (time == null) {
      throw new SQLException("The column " + column + " of a decided update is null");
    }
    return time;
  }

  private static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
