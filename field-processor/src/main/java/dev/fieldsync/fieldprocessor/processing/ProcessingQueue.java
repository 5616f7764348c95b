package dev.fieldsync.fieldprocessor.processing;

import dev.fieldsync.shared.database.Columns;
import dev.fieldsync.shared.node.NodeName;
import dev.fieldsync.shared.processing.ProcessingRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * The rows of {@code fieldsync.field_processing}: how they are added and claimed. Each statement is
 * a transaction of its own. Thread-safe.
 */
@Repository
class ProcessingQueue {

  /**
   * An edit moves a template's time; many edits are one row. One that was processed already, or
   * that is older than another, is a record that came twice or late.
   */
  private static final String ADD_EDITS =
      """
      insert into fieldsync.field_processing as work
             (template_id, organization_id, due_at, priority, revision)
      select edit.template_id, edit.organization_id, edit.due_at, 1, edit.revision
        from unnest(?::uuid[], ?::text[], ?::timestamptz[], ?::bigint[])
             as edit (template_id, organization_id, due_at, revision)
       where not exists (
             select 1
               from fieldsync.processed_template p
              where p.template_id = edit.template_id
                and p.revision >= edit.revision)
       order by edit.template_id
          on conflict (template_id) do update
         set revision = excluded.revision,
             -- whoever waits for an answer is not to wait for the cooldown
             due_at = case when cardinality(work.request_ids) > 0
                           then least(work.due_at, excluded.due_at)
                           else excluded.due_at end,
             priority = least(work.priority, excluded.priority),
             failures = 0,
             last_failure = null,
             failed_at = null
       where work.revision is null or work.revision < excluded.revision
      """;

  /** Of more requests than a row can name, the latest are answered. */
  private static final String ADD_REQUESTS =
      """
      insert into fieldsync.field_processing as work
             (template_id, organization_id, due_at, priority, request_ids)
      select request.template_id, request.organization_id, now(), 0, request.request_ids::uuid[]
        from unnest(?::uuid[], ?::text[], ?::text[])
             as request (template_id, organization_id, request_ids)
       order by request.template_id
          on conflict (template_id) do update
         set due_at = least(work.due_at, excluded.due_at),
             priority = 0,
             request_ids = case
               when work.request_ids @> excluded.request_ids then work.request_ids
               else (work.request_ids || excluded.request_ids)
                    [greatest(1, 1 + cardinality(work.request_ids)
                                   + cardinality(excluded.request_ids) - 100):] end,
             failures = 0,
             last_failure = null,
             failed_at = null
      """;

  /** What somebody waits for first, then edits, then backfills; no claim waits for another one. */
  private static final String CLAIM =
      """
      with due as (
             select work.template_id
               from (values (0), (1), (2)) as urgency (priority)
              cross join lateral (
                    select w.template_id
                      from fieldsync.field_processing w
                     where w.priority = urgency.priority
                       and w.due_at <= now()
                       and w.failed_at is null
                       and (w.claimed_until is null or w.claimed_until <= now())
                       and not exists (
                           select 1
                             from fieldsync.field_processing_pause p
                            where p.organization_id is null
                               or p.organization_id = w.organization_id)
                     order by w.due_at
                     limit ?
                       for update of w skip locked) work
              limit ?)
      update fieldsync.field_processing w
         set claim = nextval('fieldsync.field_processing_claim'),
             claimed_by = ?,
             claimed_until = now() + make_interval(secs => ?)
        from due
       where w.template_id = due.template_id
      returning w.template_id, w.organization_id, w.claim, w.revision, w.due_at, w.priority, w.request_ids,
                w.written_by_run, w.failures,
                coalesce((select b.adopt
                            from fieldsync.field_backfill b
                           where b.id = w.backfill_id), false) as adopt,
                coalesce((select pg_column_size(t.sections)
                                   + pg_column_size(t.field_definitions)
                                   + coalesce(pg_column_size(t.inspection_variants), 0)
                            from public.template_library t
                           where t.id = w.template_id), 0) as stored_bytes
      """;

  private static final int BACKFILL = 2;

  private final JdbcTemplate jdbc;
  private final NodeName node;
  private final ProcessorProperties properties;

  ProcessingQueue(JdbcTemplate jdbc, NodeName node, ProcessorProperties properties) {
    this.jdbc = jdbc;
    this.node = node;
    this.properties = properties;
  }

  /** Adds what is asked for; adding it again changes nothing. */
  void add(List<ProcessingRequest> requests) {
    Map<UUID, ProcessingRequest> edits = new TreeMap<>();
    Map<UUID, WaitingFor> asked = new TreeMap<>();
    for (ProcessingRequest request : requests) {
      UUID requestId = request.requestId();
      if (requestId != null) {
        asked
            .computeIfAbsent(
                request.templateId(), id -> new WaitingFor(id, request.organizationId()))
            .add(requestId);
      } else {
        edits.merge(request.templateId(), request, ProcessingQueue::later);
      }
    }
    if (!edits.isEmpty()) {
      addEdits(List.copyOf(edits.values()));
    }
    if (!asked.isEmpty()) {
      addRequests(List.copyOf(asked.values()));
    }
  }

  private static ProcessingRequest later(ProcessingRequest one, ProcessingRequest other) {
    return revision(one) < revision(other) ? other : one;
  }

  private static long revision(ProcessingRequest edit) {
    Long revision = edit.revision();
    return revision == null ? 0 : revision;
  }

  private void addEdits(List<ProcessingRequest> edits) {
    jdbc.update(
        ADD_EDITS,
        statement -> {
          Columns<ProcessingRequest> columns = new Columns<>(statement, edits);
          columns.set("uuid", ProcessingRequest::templateId);
          columns.set("text", ProcessingRequest::organizationId);
          columns.set("timestamptz", edit -> edit.dueAt().atOffset(ZoneOffset.UTC));
          columns.set("bigint", ProcessingQueue::revision);
        });
  }

  private void addRequests(List<WaitingFor> asked) {
    jdbc.update(
        ADD_REQUESTS,
        statement -> {
          Columns<WaitingFor> columns = new Columns<>(statement, asked);
          columns.set("uuid", WaitingFor::templateId);
          columns.set("text", WaitingFor::organizationId);
          columns.set("text", each -> literal(each.requestIds()));
        });
  }

  /** Claims templates that are due, at most a batch; a paused organization's are left alone. */
  List<Claim> claim() {
    return jdbc.query(
        CLAIM,
        (row, number) -> claim(row),
        properties.batchSize(),
        properties.batchSize(),
        node.value(),
        properties.lease().toMillis() / 1_000.0);
  }

  private static Claim claim(ResultSet row) throws SQLException {
    return new Claim(
        row.getObject("template_id", UUID.class),
        row.getString("organization_id"),
        row.getLong("claim"),
        row.getLong("revision"),
        row.getObject("due_at", OffsetDateTime.class).toInstant(),
        row.getInt("priority") == BACKFILL,
        List.of((UUID[]) row.getArray("request_ids").getArray()),
        row.getBoolean("adopt"),
        row.getObject("written_by_run", UUID.class),
        row.getInt("failures"),
        row.getLong("stored_bytes"));
  }

  /** Returns ids as the text of an array; SQL knows no array of arrays of different lengths. */
  static String literal(Collection<UUID> ids) {
    return ids.toString().replace('[', '{').replace(']', '}').replace(" ", "");
  }
}
