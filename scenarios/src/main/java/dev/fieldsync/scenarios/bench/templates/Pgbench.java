package dev.fieldsync.scenarios.bench.templates;

import dev.fieldsync.scenarios.bench.traffic.Documents;
import dev.fieldsync.scenarios.bench.traffic.Measurement;
import dev.fieldsync.scenarios.bench.traffic.TrafficOptions;
import dev.fieldsync.scenarios.process.ChildProcess;
import dev.fieldsync.scenarios.process.Executables;
import dev.fieldsync.scenarios.process.ScenarioFailure;
import dev.fieldsync.scenarios.process.WorkDirectory;
import dev.fieldsync.scenarios.servers.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the database alone does: one update of one row per transaction, sent by {@code pgbench}. The
 * rows have the shape and the size of templates; every client sets the label of its own field.
 */
final class Pgbench {

  private static final String CREATE_TABLE =
      """
      create table pgbench_template (
        id                int primary key,
        name              text not null,
        sections          jsonb not null,
        field_definitions jsonb not null,
        version           bigint not null,
        updated_at        timestamptz not null
      )
      """;

  private static final String INSERT =
      """
      insert into pgbench_template
      select ?, document ->> 'name', document -> 'sections', document -> 'field_definitions', 0, now()
        from (select ?::jsonb as document) given
      """;

  private static final String SCRIPT =
      """
      \\set row random(1, %d)
      \\set value random(1, 1000000)
      update pgbench_template
         set field_definitions = jsonb_set(
               field_definitions,
               array['field' || lpad(:client_id::text, 3, '0'), 'label'],
               to_jsonb('client wrote ' || :value::text)),
             version = version + 1,
             updated_at = now()
       where id = :row;
      """;

  private static final Pattern TPS = Pattern.compile("tps = ([0-9.]+)");
  private static final Pattern LATENCY = Pattern.compile("latency average = ([0-9.]+) ms");
  private static final Pattern FAILED = Pattern.compile("number of failed transactions: (\\d+)");
  private static final Duration SLACK = Duration.ofSeconds(60);

  private final Path program;
  private final TrafficOptions settings;
  private final WorkDirectory directory;
  private final Servers servers;

  private Pgbench(Path program, TrafficOptions settings, WorkDirectory directory, Servers servers) {
    this.program = program;
    this.settings = settings;
    this.directory = directory;
    this.servers = servers;
  }

  /** Makes the table; empty when this machine has no {@code pgbench}. */
  static Optional<Pgbench> prepare(
      TrafficOptions settings, WorkDirectory directory, Servers servers) {
    Optional<Path> program = Executables.find("pgbench", Path.of("/usr/lib/postgresql"));
    program.ifPresent(found -> fill(settings, servers));
    return program.map(found -> new Pgbench(found, settings, directory, servers));
  }

  private static void fill(TrafficOptions settings, Servers servers) {
    try (Connection connection = DriverManager.getConnection(servers.jdbcUrl(), Servers.USER, "");
        Statement create = connection.createStatement();
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      create.execute(CREATE_TABLE);
      for (int row = 1; row <= settings.templates(); row++) {
        insert.setInt(1, row);
        insert.setString(
            2, Documents.template(new UUID(0, row), "Benchmark " + row, settings.documentBytes()));
        insert.addBatch();
      }
      insert.executeBatch();
    } catch (SQLException e) {
      throw new ScenarioFailure("The table for pgbench cannot be made: " + e.getMessage(), e);
    }
  }

  Measurement run(Workload workload, int round) {
    measure(workload, settings.warmUpSeconds());
    String report = measure(workload, settings.seconds());
    return new Measurement(
        workload.code(),
        SideName.PGBENCH.code(),
        round,
        figure(TPS, report),
        Map.of("mean", figure(LATENCY, report)),
        Map.of("failed transactions", Math.round(figure(FAILED, report))),
        0,
        Map.of(),
        0);
  }

  private String measure(Workload workload, int seconds) {
    Path script = directory.resolve("pgbench.sql");
    Path output = directory.resolve("pgbench.log");
    int rows = workload == Workload.HOT ? 1 : settings.templates();
    try {
      Files.writeString(script, SCRIPT.formatted(rows));
      ChildProcess pgbench = ChildProcess.start("pgbench", output, command(seconds, script));
      pgbench.awaitSuccess(SLACK.plusSeconds(seconds));
      return Files.readString(output);
    } catch (IOException e) {
      throw new ScenarioFailure("pgbench cannot be run: " + e.getMessage(), e);
    }
  }

  private List<String> command(int seconds, Path script) {
    return List.of(
        program.toString(),
        "--no-vacuum",
        "--protocol=prepared",
        "--client=" + settings.clients(),
        "--jobs=2",
        "--time=" + seconds,
        "--file=" + script,
        "--host=127.0.0.1",
        "--port=" + servers.postgresPort(),
        "--username=" + Servers.USER,
        Servers.USER);
  }

  /** Returns a figure out of pgbench's report, 0 when it has none of that name. */
  static double figure(Pattern pattern, String report) {
    Matcher matcher = pattern.matcher(report);
    return matcher.find() ? Double.parseDouble(matcher.group(1)) : 0;
  }
}
