package dev.fieldsync.updateworker.task;

import dev.fieldsync.shared.database.Columns;
import dev.fieldsync.shared.task.TaskOwner;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The rows of {@code fieldsync.task_scope}. Every method belongs into a transaction. */
@Repository
class TaskScopes {

  private static final String ADD =
      """
      insert into fieldsync.task_scope (organization_id, owner)
      select organization_id, owner
        from unnest(?::text[], ?::text[]) as wanted (organization_id, owner)
       order by organization_id, owner
          on conflict do nothing
      """;

  /** In one order everywhere, so that two workers never wait for each other. */
  private static final String LOCK =
      """
      select s.organization_id, s.owner, s.version
        from fieldsync.task_scope s
        join unnest(?::text[], ?::text[]) as wanted (organization_id, owner)
             using (organization_id, owner)
       order by s.organization_id, s.owner
         for update of s
      """;

  private static final String SET_VERSION =
      """
      update fieldsync.task_scope s
         set version = last.version
        from unnest(?::text[], ?::text[], ?::bigint[]) as last (organization_id, owner, version)
       where s.organization_id = last.organization_id
         and s.owner = last.owner
         and s.version < last.version
      """;

  private final JdbcTemplate jdbc;

  TaskScopes(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Locks owners to the end of the transaction, and returns their counters. */
  Versions lock(List<TaskOwner> owners) {
    Map<TaskOwner, Long> last = lockThoseThere(owners);
    if (last.size() < owners.size()) {
      add(owners);
      last = lockThoseThere(owners);
    }
    return new Versions(last);
  }

  private void add(List<TaskOwner> owners) {
    jdbc.update(
        ADD,
        statement -> {
          Columns<TaskOwner> columns = new Columns<>(statement, owners);
          columns.set("text", TaskOwner::organizationId);
          columns.set("text", TaskOwner::person);
        });
  }

  private Map<TaskOwner, Long> lockThoseThere(List<TaskOwner> owners) {
    Map<TaskOwner, Long> last = new HashMap<>();
    jdbc.query(
        LOCK,
        statement -> {
          Columns<TaskOwner> columns = new Columns<>(statement, owners);
          columns.set("text", TaskOwner::organizationId);
          columns.set("text", TaskOwner::person);
        },
        row -> {
          last.put(
              new TaskOwner(row.getString("organization_id"), row.getString("owner")),
              row.getLong("version"));
        });
    return last;
  }

  /** Writes the counters back. */
  void write(Versions versions) {
    List<Map.Entry<TaskOwner, Long>> last = List.copyOf(versions.last().entrySet());
    jdbc.update(
        SET_VERSION,
        statement -> {
          Columns<Map.Entry<TaskOwner, Long>> columns = new Columns<>(statement, last);
          columns.set("text", each -> each.getKey().organizationId());
          columns.set("text", each -> each.getKey().person());
          columns.set("bigint", Map.Entry::getValue);
        });
  }
}
