package dev.fieldsync.taskagent.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fieldsync.taskagent.json.CanonicalJson;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.sqlite.SQLiteDataSource;
import tools.jackson.databind.json.JsonMapper;

class MigrationsTest {

  @TempDir Path folder;
  private DataSource file;
  private JdbcTemplate jdbc;

  @BeforeEach
  void newFile() {
    SQLiteDataSource sqlite = new SQLiteDataSource();
    sqlite.setUrl("jdbc:sqlite:" + folder.resolve("tasks.db"));
    file = sqlite;
    jdbc = new JdbcTemplate(file);
  }

  @Test
  void aFileOfTheFirstFormKeepsItsTasksAndItsQueue() {
    new ResourceDatabasePopulator(new ClassPathResource("db/1__tasks.sql")).execute(file);
    jdbc.execute("pragma user_version = 1");
    addTask("sent");
    addTask("waiting");
    addTask("refused");
    addEntry("waiting", "pending", null);
    addEntry("refused", "pending", null);
    addEntry("refused", "failed", "2026-01-01T00:00:00Z");

    Migrations.run(file);

    assertThat(jdbc.queryForList("select id || ' ' || sync_status from task_status", String.class))
        .containsExactlyInAnyOrder("sent synced", "waiting pending", "refused failed");
    assertThat(jdbc.queryForList("pragma integrity_check", String.class)).containsExactly("ok");
  }

  @Test
  void whatWaitsToBeSentGetsTheFormInWhichItIsSummedUp() {
    new ResourceDatabasePopulator(new ClassPathResource("db/1__tasks.sql")).execute(file);
    jdbc.execute("pragma user_version = 1");
    addTask("waiting");
    addEntry("waiting", "pending", null);
    String data =
        """
        {"title":"Roof \\"A\\" \\\\ \\u001F\\n\u00e4","description":null,"completed":true,"version":7,
         "created_at":"2026-01-01T00:00:00Z"}
        """;
    jdbc.update("update sync_queue set data = ?", data);

    Migrations.run(file);

    String canonical = CanonicalJson.of(JsonMapper.builder().build().readTree(data));
    assertThat(jdbc.queryForList("select data from sync_queue", String.class))
        .containsExactly(canonical);
    assertThat(canonical)
        .startsWith("{\"completed\":true,\"created_at\":\"2026-01-01T00:00:00Z\",");
  }

  @Test
  void aFileOfANewerProgramIsLeftAlone() {
    jdbc.execute("pragma user_version = 1000");

    assertThatThrownBy(() -> Migrations.run(file)).hasMessageContaining("newer version");

    assertThat(jdbc.queryForList("select name from sqlite_master", String.class)).isEmpty();
  }

  private void addTask(String id) {
    jdbc.update(
        """
        insert into task (id, title, completed, created_at, updated_at, is_deleted, sync_status)
        values (?, 'Roof', 0, '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', 0, 'pending')
        """,
        id);
  }

  private void addEntry(String taskId, String status, String failedAt) {
    jdbc.update(
        """
        insert into sync_queue (id, task_id, operation, data, created_at, status, failed_at)
        values (hex(randomblob(8)), ?, 'update', '{}', '2026-01-01T00:00:00Z', ?, ?)
        """,
        taskId,
        status,
        failedAt);
  }
}
