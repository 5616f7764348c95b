package dev.fieldsync.scenarios.system;

import dev.fieldsync.scenarios.process.ChildProcess;
import dev.fieldsync.scenarios.process.FreePort;
import dev.fieldsync.scenarios.process.HttpProbe;
import dev.fieldsync.scenarios.process.Installation;
import dev.fieldsync.scenarios.process.JavaCommand;
import dev.fieldsync.scenarios.process.ScenarioFailure;
import dev.fieldsync.scenarios.process.WorkDirectory;
import dev.fieldsync.scenarios.servers.Servers;
import dev.fieldsync.scenarios.system.ClusterSpec.Role;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Real processes: a broker, a database, simulated providers and services from their jars. Closing
 * it ends them all. Not thread-safe.
 */
public final class Cluster implements AutoCloseable {

  /** Of a process that lives for a minute, the optimizing compiler costs more than it brings. */
  private static final String COMPILE_FAST = "-XX:TieredStopAtLevel=1";

  private static final List<String> SERVICE =
      List.of("-Xms64m", "-Xmx256m", "-XX:+UseSerialGC", COMPILE_FAST);
  private static final List<String> SERVERS = List.of("-Xms256m", "-Xmx512m", COMPILE_FAST);

  private final WorkDirectory directory;
  private final Servers servers;
  private final Simulator mail;
  private final List<Member> members = new ArrayList<>();
  private int started;

  private record Member(Role role, ChildProcess process, int port) {}

  private Cluster(WorkDirectory directory, Servers servers, Simulator mail) {
    this.directory = directory;
    this.servers = servers;
    this.mail = mail;
  }

  /**
   * Starts a cluster and returns when all of it is ready.
   *
   * @param data where data and logs go; {@code null} for a temporary directory
   * @throws dev.fieldsync.scenarios.process.ScenarioFailure when something does not start
   */
  public static Cluster start(ClusterSpec spec, @Nullable Path data, Consumer<String> log) {
    WorkDirectory directory = WorkDirectory.open(data);
    log.accept("Starting Kafka, PostgreSQL and " + spec + "; logs in " + directory.resolve(""));
    Servers servers = Servers.start(directory.resolve(""), SERVERS);
    Cluster cluster =
        new Cluster(directory, servers, Simulator.start(directory.resolve("simulators.log")));
    try {
      for (Role role : Role.values()) {
        cluster.launch(role, spec.size(role), spec.settings(role), spec.jvmOptions(role));
      }
      cluster.awaitReadiness();
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
    log.accept("All processes are ready.");
    return cluster;
  }

  /** Starts some more processes and returns when they are ready. */
  public void start(Role role, int number, List<String> settings) {
    launch(role, number, settings, List.of());
    awaitReadiness();
  }

  private void launch(Role role, int number, List<String> settings, List<String> jvmOptions) {
    for (int i = 0; i < number; i++) {
      members.add(launchOne(role, settings, jvmOptions));
    }
  }

  private void awaitReadiness() {
    for (Member each : members) {
      HttpProbe.awaitStatus(each.process, each.port, "/actuator/health/readiness", 200);
    }
  }

  private Member launchOne(Role role, List<String> settings, List<String> jvmOptions) {
    int port = FreePort.any();
    String name = role.module() + "-" + ++started;
    List<String> arguments = new ArrayList<>(common(port));
    arguments.addAll(settings);
    ChildProcess process =
        ChildProcess.start(
            name,
            directory.resolve(name + ".log"),
            new JavaCommand(Stream.concat(SERVICE.stream(), jvmOptions.stream()).toList())
                .jar(
                    Installation.current().jar(role.module()),
                    arguments.stream().map(each -> "--" + each).toList()));
    return new Member(role, process, port);
  }

  private List<String> common(int port) {
    return List.of(
        "server.port=" + port,
        "server.address=127.0.0.1",
        "spring.datasource.url=" + servers.jdbcUrl(),
        "spring.datasource.username=" + Servers.USER,
        "spring.datasource.password=",
        "spring.kafka.bootstrap-servers=" + servers.bootstrapServers(),
        "fieldsync.gateway.demo-organization=demo",
        "fieldsync.providers.sendgrid.base-url=" + mail.base(),
        "fieldsync.providers.sendgrid.api-key=" + Simulator.API_KEY,
        "fieldsync.providers.sendgrid.from=office@example.com");
  }

  /** Ends all processes of a role, as a deployment would. */
  public void stop(Role role) {
    members.stream().filter(each -> each.role == role).forEach(each -> each.process.close());
    members.removeIf(each -> each.role == role);
  }

  /**
   * Kills one process of a role, as a crash would.
   *
   * @throws dev.fieldsync.scenarios.process.ScenarioFailure when there is none
   */
  public void killOne(Role role) {
    Member victim =
        members.stream()
            .filter(each -> each.role == role)
            .findFirst()
            .orElseThrow(() -> new ScenarioFailure("There is no process of " + role.code()));
    victim.process.kill();
    members.remove(victim);
  }

  /** Returns the simulated mail provider. */
  public Simulator mail() {
    return mail;
  }

  /** Returns the servers. */
  public Servers servers() {
    return servers;
  }

  /** Returns where the numbers of all running services are. */
  public List<URI> metrics() {
    return members.stream()
        .map(each -> URI.create("http://127.0.0.1:" + each.port + "/actuator/prometheus"))
        .toList();
  }

  /** Returns the cluster as a scenario sees it. */
  public Target target() {
    return new Target(
        members.stream()
            .filter(each -> each.role == Role.GATEWAYS)
            .map(each -> new Gateway(URI.create("http://127.0.0.1:" + each.port), null))
            .toList(),
        new Connections(servers.jdbcUrl(), Servers.USER, "", servers.bootstrapServers(), ""),
        metrics(),
        this);
  }

  @Override
  public void close() {
    members.forEach(each -> each.process.close());
    mail.close();
    servers.close();
    directory.close();
  }
}
