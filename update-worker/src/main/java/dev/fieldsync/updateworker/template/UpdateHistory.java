package dev.fieldsync.updateworker.template;

import dev.fieldsync.shared.history.CurrentTemplate;
import dev.fieldsync.shared.history.HistoricTemplate;
import dev.fieldsync.shared.history.PatchFormat;
import dev.fieldsync.shared.history.VersionKey;
import dev.fieldsync.shared.history.VersionedDocuments;
import dev.fieldsync.shared.json.Json;
import dev.fieldsync.shared.template.TemplateVersion;
import dev.fieldsync.shared.update.DecidedUpdates;
import dev.fieldsync.shared.update.Operation;
import dev.fieldsync.shared.update.TemplateEvent;
import dev.fieldsync.shared.update.UpdateRequest;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;

/** The rows of {@code fieldsync.template_update}. Every method belongs into a transaction. */
@Repository
class UpdateHistory {

  private static final String APPEND =
      """
      insert into fieldsync.template_update
             (update_id, template_id, organization_id, actor, source, operation, request_digest,
              status, revision, version, previous_version, patch, patch_format,
              base, base_updated_at, base_last_user_update,
              changed_paths, conflicts, problem, attempts,
              accepted_at, queued_at, started_at, decided_at, last_user_update)
      values (?, ?, ?, ?, ?, ?, ?,
              ?, ?, ?, ?, ?::jsonb, ?,
              ?::jsonb, ?, ?,
              ?::jsonb, ?::jsonb, ?::jsonb, ?::jsonb,
              ?, ?, ?, ?, ?)
      """;

  /**
   * From the last revision that a person made; or from the version that somebody else wrote, when
   * the background processor followed it.
   */
  private static final String SELECT_VERSIONS_SINCE_USER =
      """
      select wanted.template_id, same.version
        from unnest(?::uuid[]) as wanted (template_id)
       cross join lateral (
             select l.revision, l.source, l.previous_version
               from fieldsync.template_update l
              where l.template_id = wanted.template_id
                and l.revision is not null
                and (l.source <> 'background' or l.base_updated_at is not null or l.revision = 1)
              order by l.revision desc
              limit 1) start
       cross join lateral (
             select u.version
               from fieldsync.template_update u
              where u.template_id = wanted.template_id
                and u.revision >= start.revision
              union all
             select start.previous_version
              where start.source = 'background'
                and start.previous_version is not null) same
      """;

  /** The latest are enough: of each key the last value that was written counts. */
  private static final String SELECT_BACKGROUND_WRITES =
      """
      select wanted.template_id, u.revision, u.definitions::text
        from unnest(?::uuid[], ?::bigint[]) as wanted (template_id, since)
       cross join lateral (
             select l.revision, l.patch -> 'field_definitions' as definitions
               from fieldsync.template_update l
              where l.template_id = wanted.template_id
                and l.revision > wanted.since
                and l.source = 'background'
              order by l.revision desc
              limit 100) u
       where u.definitions is not null
      """;

  private static final int TIMESTAMPTZ = Types.TIMESTAMP_WITH_TIMEZONE;

  private final JdbcTemplate jdbc;

  UpdateHistory(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Returns what the history says about updates of templates that are loaded already. */
  KnownHistory know(List<ReceivedUpdate> updates, Map<UUID, CurrentTemplate> stored) {
    Set<VersionKey> wanted = new HashSet<>();
    Set<UUID> strict = new HashSet<>();
    Map<UUID, Long> bases = new HashMap<>();
    for (ReceivedUpdate update : updates) {
      CurrentTemplate state = stored.get(update.templateId());
      if (state != null) {
        namedVersions(update.request())
            .filter(version -> !version.equals(state.version()))
            .forEach(version -> wanted.add(new VersionKey(state.id(), version)));
        if (update.request().precondition() != null && state.background() && !state.foreign()) {
          strict.add(state.id());
        }
        String base = update.request().baseVersion();
        if (base != null && !base.equals(state.version())) {
          bases.merge(state.id(), TemplateVersion.numberOf(base), Math::min);
        }
      }
    }
    return new KnownHistory(
        find(updates.stream().map(ReceivedUpdate::updateId).toList()),
        documents(wanted),
        versionsSinceUser(strict),
        backgroundWrites(bases));
  }

  private Map<UUID, SortedMap<Long, JsonNode>> backgroundWrites(Map<UUID, Long> since) {
    Map<UUID, SortedMap<Long, JsonNode>> writes = new HashMap<>();
    if (!since.isEmpty()) {
      List<UUID> ids = List.copyOf(since.keySet());
      jdbc.query(
          SELECT_BACKGROUND_WRITES,
          statement -> {
            statement.setArray(1, statement.getConnection().createArrayOf("uuid", ids.toArray()));
            statement.setArray(
                2,
                statement
                    .getConnection()
                    .createArrayOf("bigint", ids.stream().map(since::get).toArray()));
          },
          row -> {
            writes
                .computeIfAbsent(row.getObject("template_id", UUID.class), id -> new TreeMap<>())
                .put(row.getLong("revision"), Json.parse(row.getString("definitions")));
          });
    }
    return writes;
  }

  private static Stream<String> namedVersions(UpdateRequest request) {
    return Stream.concat(
        Stream.ofNullable(request.baseVersion()),
        request.operation() == Operation.ROLLBACK
            ? Stream.of(request.patch().path(UpdateRequest.TO_VERSION).asString(""))
            : Stream.empty());
  }

  private Map<VersionKey, HistoricTemplate> documents(Set<VersionKey> wanted) {
    return wanted.isEmpty()
        ? Map.of()
        : jdbc.execute(
            (ConnectionCallback<Map<VersionKey, HistoricTemplate>>)
                connection -> VersionedDocuments.find(connection, wanted));
  }

  private Map<UUID, Set<String>> versionsSinceUser(Set<UUID> templateIds) {
    Map<UUID, Set<String>> versions = new HashMap<>();
    if (!templateIds.isEmpty()) {
      jdbc.query(
          SELECT_VERSIONS_SINCE_USER,
          statement ->
              statement.setArray(
                  1, statement.getConnection().createArrayOf("uuid", templateIds.toArray())),
          row -> {
            versions
                .computeIfAbsent(row.getObject("template_id", UUID.class), id -> new HashSet<>())
                .add(row.getString("version"));
          });
    }
    return versions;
  }

  /** Returns those of the updates that were decided before, in a map that the caller may add to. */
  Map<UUID, TemplateEvent> find(Collection<UUID> updateIds) {
    Map<UUID, TemplateEvent> decided = new HashMap<>();
    jdbc.query(
        DecidedUpdates.SELECT_BY_IDS,
        statement ->
            statement.setArray(
                1, statement.getConnection().createArrayOf("uuid", updateIds.toArray())),
        row -> {
          TemplateEvent event = DecidedUpdates.read(row);
          decided.put(event.updateId(), event);
        });
    return decided;
  }

  /**
   * Appends what was decided now.
   *
   * @throws org.springframework.dao.DuplicateKeyException when another worker decided one of them
   *     since {@link #find}
   */
  void append(List<Decided> decided) {
    List<Decided> fresh = decided.stream().filter(each -> each.record() != null).toList();
    if (!fresh.isEmpty()) {
      jdbc.batchUpdate(APPEND, fresh, fresh.size(), UpdateHistory::bind);
    }
  }

  private static void bind(PreparedStatement statement, Decided decided) throws SQLException {
    TemplateEvent event = decided.event();
    Decided.Entry entry = decided.record();
    Decided.Step step = entry == null ? null : entry.step();
    Decided.Base base = step == null ? null : step.base();
    OffsetDateTime decidedAt = time(event.timings().decidedAt());
    int column = 1;
    statement.setObject(column++, event.updateId());
    statement.setObject(column++, event.templateId());
    statement.setString(column++, event.organizationId());
    statement.setString(column++, event.actor());
    statement.setString(column++, event.source().code());
    statement.setString(column++, event.operation().code());
    statement.setString(column++, event.digest());
    statement.setString(column++, event.status().code());
    statement.setObject(column++, event.revision(), Types.BIGINT);
    statement.setString(column++, event.version());
    statement.setString(column++, event.previousVersion());
    statement.setString(column++, step == null ? null : step.patch());
    statement.setString(column++, (step == null ? PatchFormat.MERGE_PATCH : step.format()).code());
    statement.setString(column++, base == null ? null : base.document());
    statement.setObject(column++, base == null ? null : base.updatedAt(), TIMESTAMPTZ);
    statement.setObject(column++, base == null ? null : base.lastUserUpdate(), TIMESTAMPTZ);
    statement.setString(column++, json(event.changedPaths()));
    statement.setString(column++, json(event.conflicts()));
    statement.setString(column++, event.problem() == null ? null : json(event.problem()));
    statement.setString(column++, json(event.attempts()));
    statement.setObject(column++, time(event.timings().acceptedAt()), TIMESTAMPTZ);
    statement.setObject(column++, time(event.timings().queuedAt()), TIMESTAMPTZ);
    statement.setObject(column++, time(event.timings().startedAt()), TIMESTAMPTZ);
    statement.setObject(column++, decidedAt, TIMESTAMPTZ);
    statement.setObject(column, step == null ? null : decidedAt, TIMESTAMPTZ);
  }

  private static String json(Object value) {
    return Json.mapper().writeValueAsString(value);
  }

  private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }
}
