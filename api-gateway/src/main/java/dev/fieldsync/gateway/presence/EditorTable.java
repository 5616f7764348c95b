package dev.fieldsync.gateway.presence;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** {@code fieldsync.template_editor}. Thread-safe; time is the database's. */
@Repository
class EditorTable {

  /** More of a template's windows are not kept, nor shown. */
  static final int MAX_EDITORS = 50;

  private static final String RENEW =
      """
      insert into fieldsync.template_editor (template_id, editor_id, actor, until)
      select :templateId, :editorId, :actor, clock_timestamp() + :leaseMs * interval '1 ms'
       where (select count(*)
                from fieldsync.template_editor
               where template_id = :templateId and editor_id <> :editorId and until > clock_timestamp())
             < :most
          on conflict (template_id, editor_id)
          do update set actor = excluded.actor, until = excluded.until
      """;

  private static final String SELECT =
      """
      select editor_id, actor, since
        from fieldsync.template_editor
       where template_id = :templateId and until > clock_timestamp()
       order by since, editor_id
       limit :most
      """;

  private static final String REMOVE =
      """
      delete from fieldsync.template_editor
       where template_id = :templateId and editor_id = :editorId
      """;

  /** Whoever renews sweeps a little; what another one sweeps already is left to it. */
  private static final String SWEEP =
      """
      delete from fieldsync.template_editor
       where (template_id, editor_id) in (
             select template_id, editor_id
               from fieldsync.template_editor
              where until < clock_timestamp()
              limit 100
                for update skip locked)
      """;

  private final JdbcClient jdbc;

  EditorTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Keeps a window for so long; a new one beyond {@link #MAX_EDITORS} is not kept. */
  void renew(UUID templateId, UUID editorId, String actor, Duration lease) {
    jdbc.sql(SWEEP).update();
    jdbc.sql(RENEW)
        .param("templateId", templateId)
        .param("editorId", editorId)
        .param("actor", actor)
        .param("leaseMs", lease.toMillis())
        .param("most", MAX_EDITORS)
        .update();
  }

  /** Returns the windows whose lease lasts, the first come first. */
  List<Editor> find(UUID templateId) {
    return jdbc.sql(SELECT)
        .param("templateId", templateId)
        .param("most", MAX_EDITORS)
        .query(
            (row, number) ->
                new Editor(
                    row.getObject("editor_id", UUID.class),
                    row.getString("actor"),
                    row.getObject("since", OffsetDateTime.class).toInstant()))
        .list();
  }

  /** Forgets a window; one that is not there is forgotten already. */
  void remove(UUID templateId, UUID editorId) {
    jdbc.sql(REMOVE).param("templateId", templateId).param("editorId", editorId).update();
  }
}
