package dev.fieldsync.local.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What a device has written, read from outside. */
final class DeviceFile {

  /** A task that waits to be sent is what its last entry says. */
  private static final String WRONG_CONTENT =
      """
      select t.id || ' is ' || t.title || ' and waits as ' || q.data
        from task t
        join sync_queue q on q.task_id = t.id
       where q.status <> 'failed'
         and not exists (select 1 from sync_queue later
                          where later.task_id = q.task_id and later.seq > q.seq)
         and (t.title <> json_extract(q.data, '$.title')
              or t.completed <> json_extract(q.data, '$.completed')
              or t.updated_at <> json_extract(q.data, '$.updated_at')
              or t.is_deleted <> (q.operation = 'delete'))
      """;

  private static final String NEITHER_SYNCED_NOR_QUEUED =
      """
      select t.id || ' was never sent and is not in the queue'
        from task t
       where t.version is null
         and not exists (select 1 from sync_queue q where q.task_id = t.id)
      """;

  private final JdbcTemplate jdbc;

  DeviceFile(Path file) {
    jdbc = new JdbcTemplate(new DriverManagerDataSource("jdbc:sqlite:" + file));
  }

  /** Tasks and queue agree, and the file is whole. */
  void assertConsistent(String what) {
    assertThat(jdbc.queryForList("pragma integrity_check", String.class))
        .as(what)
        .containsExactly("ok");
    assertThat(jdbc.queryForList("pragma foreign_key_check")).as(what).isEmpty();
    for (String sql : List.of(WRONG_CONTENT, NEITHER_SYNCED_NOR_QUEUED)) {
      assertThat(jdbc.queryForList(sql, String.class)).as(what).isEmpty();
    }
  }

  /** Says whether this device has or had a task. */
  boolean knows(String taskId) {
    return !jdbc.queryForList("select 1 from task where id = ?", taskId).isEmpty();
  }

  /** The operations in whose conflicts this device took part. */
  List<String> conflicts() {
    return jdbc.queryForList("select operation_id from sync_conflict", String.class);
  }
}
