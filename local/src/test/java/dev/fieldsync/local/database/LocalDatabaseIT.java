package dev.fieldsync.local.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fieldsync.local.JavaProcess;
import dev.fieldsync.local.TestPorts;
import dev.fieldsync.local.startup.StartupFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

class LocalDatabaseIT {

  private static final Path PROGRAMS = Path.of("target", "postgres-programs").toAbsolutePath();

  @TempDir Path temporary;

  private final int port = TestPorts.free();
  private Path root;
  private PostgresServer server;
  private LocalDatabase database;

  @BeforeEach
  void prepare() throws IOException {
    root = temporary.toRealPath();
    use(server(root, port, PostgresAccount.detect()));
  }

  static PostgresServer server(Path root, int port, PostgresAccount account) {
    Path data = root.resolve("postgres");
    return new PostgresServer(data, PROGRAMS, root.resolve("logs/postgres.log"), port, account);
  }

  private void use(PostgresServer next) {
    server = next;
    database = new LocalDatabase(port, next);
  }

  @AfterEach
  void stop() throws IOException {
    database.close();
  }

  @Test
  void keepsRowsOverARestart() throws Exception {
    database.start();
    execute("create table note (text text)");
    execute("insert into note values ('kept')");

    database.close();
    use(server(root, port, PostgresAccount.detect()));
    database.start();

    assertThat(query("select text from note")).isEqualTo("kept");
  }

  @Test
  void losesNothingThatItHasCommitted() throws Exception {
    database.start();

    assertThat(query("show fsync")).isEqualTo("on");
    assertThat(query("show synchronous_commit")).isEqualTo("on");
    assertThat(query("show full_page_writes")).isEqualTo("on");
  }

  @Test
  void listensToThisMachineOnly() throws Exception {
    database.start();

    assertThat(query("show listen_addresses")).isEqualTo("127.0.0.1");
  }

  @Test
  void takesOverTheServerOfAKilledProcess() throws Exception {
    try (JavaProcess killed =
        JavaProcess.start(root, DatabaseLauncher.class, root.toString(), Integer.toString(port))) {
      killed.awaitOutput("started");
      execute("create table note (text text)");
      execute("insert into note values ('kept')");
      killed.kill();
      ProcessHandle orphan = server.process().orElseThrow();

      database.takeOver();

      assertThat(server.isRunning()).isFalse();
      database.start();
      assertThat(server.process()).isPresent().get().isNotEqualTo(orphan);
      assertThat(query("select text from note")).isEqualTo("kept");
    }
  }

  @Test
  void startsOverAFileLeftByAServerWhoseProcessIdBelongsToAnotherNow() throws Exception {
    database.start();
    Path file = root.resolve("postgres/postmaster.pid");
    String left = Files.readString(file);
    database.close();
    String another = left.replaceFirst("\\d+", Long.toString(ProcessHandle.current().pid()));
    Files.writeString(file, another);

    use(server(root, port, PostgresAccount.detect()));
    database.takeOver();
    database.start();

    assertThat(query("select 1")).isEqualTo("1");
  }

  @Test
  void startsAServerAgainThatWasKilled() throws Exception {
    database.start();
    execute("create table note (text text)");
    execute("insert into note values ('kept')");

    server.process().orElseThrow().destroyForcibly();

    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptionsInstanceOf(SQLException.class)
        .until(() -> query("select text from note").equals("kept"));
  }

  @Test
  void saysInOneLineWhyItDoesNotStart() throws Exception {
    try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(taken.isBound()).isTrue();

      assertThatThrownBy(database::start)
          .isInstanceOf(StartupFailure.class)
          .hasMessageContaining("PostgreSQL does not start: could not create any TCP/IP sockets")
          .hasMessageNotContaining("\n");
    }
  }

  @Test
  @EnabledIf("isRoot")
  void runsForRootAsNobodyWhereUserNamespacesAreForbidden() throws Exception {
    // Root's own temporary directories are closed to nobody.
    Path open = Files.createDirectories(root.resolve("open"));
    root.toFile().setExecutable(true, false);
    use(server(open, port, PostgresAccount.NOBODY_FOR_ROOT));
    database.start();
    execute("create table note (text text)");
    database.close();

    use(server(open, port, PostgresAccount.ROOT_IN_NAMESPACE));
    database.start();

    assertThat(query("select count(*) from note")).isEqualTo("0");
  }

  static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private String query(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getString(1);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(database.jdbcUrl(), LocalDatabase.NAME, "");
  }
}
