package dev.fieldsync.local.database;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs PostgreSQL's own programs; what they say goes to the PostgreSQL log. */
record PostgresCommands(Path programs, PostgresAccount account, PostgresLog log) {

  /** How much longer than the program's own time limit we wait for the program. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  /** Makes a new cluster whose behaviour does not depend on the machine's locales. */
  void initialize(Path data) throws IOException {
    run(
        Duration.ofMinutes(2),
        "initdb",
        "--pgdata=" + data,
        "--username=" + LocalDatabase.SUPERUSER,
        // Only this machine can connect, and whoever has an account on it is trusted.
        "--auth=trust",
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--no-instructions");
  }

  /**
   * Starts a server and returns when it accepts connections. {@code pg_ctl} puts it in a session of
   * its own, so Ctrl-C at the terminal does not stop it before the services.
   */
  void start(Path data, Duration limit, List<String> settings) throws IOException {
    List<String> options = new ArrayList<>();
    settings.forEach(setting -> options.add("-c " + setting));
    run(
        limit,
        "pg_ctl",
        "start",
        "--pgdata=" + data,
        "--log=" + log.file(),
        "--options=" + String.join(" ", options),
        "--silent",
        "--wait",
        "--timeout=" + limit.toSeconds());
  }

  /**
   * Stops a server and returns when it has stopped.
   *
   * @param mode {@code fast} ends the sessions and writes everything to its place; {@code
   *     immediate} leaves that to the recovery at the next start
   */
  void stop(Path data, String mode, Duration limit) throws IOException {
    run(
        limit,
        "pg_ctl",
        "stop",
        "--pgdata=" + data,
        "--mode=" + mode,
        "--silent",
        "--wait",
        "--timeout=" + limit.toSeconds());
  }

  private void run(Duration limit, String program, String... arguments) throws IOException {
    long logged = log.size();
    List<String> command = new ArrayList<>(account.command(programs.resolve(program).toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(new File("/")) // One that every account can read.
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.file().toFile()));
    // PGDATA, PGPORT and the like belong to another server.
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().put("LC_ALL", "C");
    int status = await(builder.start(), limit.plus(GRACE), program);
    if (status != 0) {
      throw new IOException(log.complaintSince(logged));
    }
  }

  private static int await(Process process, Duration limit, String program) throws IOException {
    try {
      if (process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
        return process.exitValue();
      }
      process.destroyForcibly();
      throw new IOException(program + " did not end within " + limit.toSeconds() + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(program + " was interrupted");
    }
  }
}
