package dev.fieldsync.fieldprocessor.processing;

import dev.fieldsync.shared.database.Columns;
import dev.fieldsync.shared.json.Json;
import dev.fieldsync.shared.update.DecidedUpdates;
import dev.fieldsync.shared.update.TemplateEvent;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Writes versions of templates, and what belongs to them, in one statement. Thread-safe. */
@Repository
class DerivedVersions {

  /** Who made it, as people see it in the history. */
  static final String ACTOR = "Background";

  /**
   * One statement, and so one transaction without a moment in which we could be stopped while we
   * hold a template. It waits for nobody: a template that somebody has locked is one that somebody
   * is changing, and counts as missed.
   */
  private static final String WRITE =
      """
      with change as (
             select *
               from unnest(?::uuid[], ?::bigint[], ?::uuid[], ?::text[], ?::text[],
                           ?::bigint[], ?::text[], ?::text[], ?::text[],
                           ?::text[], ?::timestamptz[], ?::text[], ?::text[], ?::text[],
                           ?::timestamptz[])
                    as c (template_id, claim, run, old_version, row_version,
                          revision, version, field_definitions, patch,
                          base, foreign_since, changed_paths, digest, derived,
                          found_at)),
           -- nobody has taken the work over
           held as (
             select c.*
               from change c
               join fieldsync.field_processing w
                 on w.template_id = c.template_id and w.claim = c.claim
                for update of w skip locked),
           -- the template is as we found it, and nobody is about to change it
           unchanged as (
             select h.*, t.organization_id, t.last_user_update
               from held h
               join public.template_library t
                 on t.id = h.template_id
                and t.version is not distinct from h.old_version
                and t.xmin = h.row_version::xid
                for no key update of t skip locked),
           written as (
             update public.template_library t
                set field_definitions = u.field_definitions::jsonb,
                    version = u.version,
                    updated_at = now()
               from unchanged u
              where t.id = u.template_id
                and t.version is not distinct from u.old_version
                and t.xmin = u.row_version::xid
             returning u.*),
           history as (
             insert into fieldsync.template_update
                    (update_id, template_id, organization_id, actor, source, operation,
                     request_digest, status, revision, version, previous_version,
                     patch, patch_format, base, base_updated_at, base_last_user_update,
                     changed_paths, attempts, accepted_at, started_at, decided_at,
                     last_user_update)
             select u.run, u.template_id, u.organization_id, ?, 'background', 'merge',
                    u.digest, 'applied', u.revision, u.version, u.old_version,
                    u.patch::jsonb, 'merge-patch', u.base::jsonb, u.foreign_since,
                    case when u.foreign_since is not null then u.last_user_update end,
                    u.changed_paths::jsonb,
                    '[{"attempt": 1, "delayMs": 0, "outcome": "applied"}]',
                    u.found_at, u.found_at, now(),
                    u.last_user_update
               from written u),
           processed as (
             insert into fieldsync.processed_template
                    (template_id, revision, version, processed_at, derived)
             select u.template_id, u.revision, u.version, u.found_at, u.derived
               from written u
                 on conflict (template_id) do update
                set revision = excluded.revision,
                    version = excluded.version,
                    processed_at = excluded.processed_at,
                    derived = excluded.derived),
           -- to be published, by us or by who comes after us
           marked as (
             update fieldsync.field_processing w
                set written_by_run = u.run
               from written u
              where w.template_id = u.template_id)
      select c.template_id, held.template_id is not null as is_held,
             case when written.template_id is not null then now() end as written_at
        from change c
        left join held on held.template_id = c.template_id
        left join written on written.template_id = c.template_id
      """;

  /** Notes that what is stored is right already, unless a later version was noted meanwhile. */
  private static final String NOTE_UP_TO_DATE =
      """
      insert into fieldsync.processed_template as known
             (template_id, revision, version, processed_at, derived)
      select c.template_id, c.revision, c.version, now(), c.derived
        from unnest(?::uuid[], ?::bigint[], ?::text[], ?::text[])
             as c (template_id, revision, version, derived)
       order by c.template_id
          on conflict (template_id) do update
         set revision = excluded.revision,
             version = excluded.version,
             processed_at = excluded.processed_at,
             derived = excluded.derived
       where known.revision <= excluded.revision
      """;

  private final JdbcTemplate jdbc;

  DerivedVersions(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What came of a write.
   *
   * @param held whether the claim held; if not, the work is somebody else's now
   * @param at when it was written (database clock), {@code null} when it was not
   */
  record Written(boolean held, @Nullable Instant at) {}

  /**
   * Writes those versions whose claim still holds and whose template is still as it was found.
   *
   * @return what came of each, by template; nothing was written to those that were missed
   * @throws org.springframework.dao.DataAccessException when the database refuses one; nothing was
   *     written then
   */
  Map<UUID, Written> write(List<DerivedVersion> versions) {
    Map<UUID, Written> results = new HashMap<>();
    jdbc.query(
        WRITE,
        statement -> bind(statement, versions),
        row -> {
          OffsetDateTime writtenAt = row.getObject("written_at", OffsetDateTime.class);
          results.put(
              row.getObject("template_id", UUID.class),
              new Written(
                  row.getBoolean("is_held"), writtenAt == null ? null : writtenAt.toInstant()));
        });
    return results;
  }

  /** Returns the events of versions that were committed by others who may not have published. */
  List<TemplateEvent> eventsOf(List<UUID> runs) {
    if (runs.isEmpty()) {
      return List.of();
    }
    return jdbc.query(
        DecidedUpdates.SELECT_BY_IDS,
        statement ->
            statement.setArray(1, statement.getConnection().createArrayOf("uuid", runs.toArray())),
        (row, number) -> DecidedUpdates.read(row));
  }

  /** Notes for which version the stored derived values are right. */
  void noteUpToDate(List<ProcessedVersion> versions) {
    jdbc.update(
        NOTE_UP_TO_DATE,
        statement -> {
          Columns<ProcessedVersion> columns = new Columns<>(statement, versions);
          columns.set("uuid", ProcessedVersion::templateId);
          columns.set("bigint", ProcessedVersion::revision);
          columns.set("text", ProcessedVersion::version);
          columns.set("text", ProcessedVersion::derived);
        });
  }

  private static void bind(PreparedStatement statement, List<DerivedVersion> versions)
      throws SQLException {
    Columns<DerivedVersion> columns = new Columns<>(statement, versions);
    columns.set("uuid", each -> each.before().id());
    columns.set("bigint", each -> each.claim().number());
    columns.set("uuid", DerivedVersion::run);
    columns.set("text", each -> each.before().version());
    columns.set("text", each -> each.before().rowVersion());
    columns.set("bigint", each -> each.processed().revision());
    columns.set("text", each -> each.processed().version());
    columns.set("text", DerivedVersion::fieldDefinitions);
    columns.set("text", DerivedVersion::patch);
    columns.set("text", DerivedVersion::base);
    columns.set("timestamptz", DerivedVersion::foreignSince);
    columns.set("text", each -> Json.mapper().writeValueAsString(each.changedPaths()));
    columns.set("text", DerivedVersion::digest);
    columns.set("text", each -> each.processed().derived());
    columns.set("timestamptz", each -> each.before().foundAt());
    columns.value(ACTOR);
  }
}
