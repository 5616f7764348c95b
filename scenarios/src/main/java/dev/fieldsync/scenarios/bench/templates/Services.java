package dev.fieldsync.scenarios.bench.templates;

import dev.fieldsync.scenarios.bench.jpa.JpaPeerApplication;
import dev.fieldsync.scenarios.process.ChildProcess;
import dev.fieldsync.scenarios.process.CpuMeter;
import dev.fieldsync.scenarios.process.FreePort;
import dev.fieldsync.scenarios.process.HttpProbe;
import dev.fieldsync.scenarios.process.Installation;
import dev.fieldsync.scenarios.process.JavaCommand;
import dev.fieldsync.scenarios.process.WorkDirectory;
import dev.fieldsync.scenarios.servers.Servers;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * Everything that is measured, each in a process of its own: the servers, and the services with the
 * same Java, the same JVM options and the same database.
 */
final class Services implements AutoCloseable {

  private static final String GATEWAY = "gateway";
  private static final String WORKER = "worker";
  private static final String KAFKA = "kafka";
  private static final String POSTGRES = "postgres";
  private static final String JPA = "jpa";

  /** The process that makes the load, as the processor meter calls it. */
  static final String LOAD = "load";

  private final Settings settings;
  private final WorkDirectory directory;
  private final Servers servers;
  private final Deque<ChildProcess> running = new ArrayDeque<>();
  private final List<Side> sides = new ArrayList<>();
  private final CpuMeter cpu = new CpuMeter();

  private Services(Settings settings, WorkDirectory directory) {
    this.settings = settings;
    this.directory = directory;
    this.servers = Servers.start(directory.resolve(""), List.of("-Xms512m", "-Xmx512m"));
    cpu.add(LOAD, ProcessHandle.current().pid())
        .add(KAFKA, servers.process().pid())
        .addWithChildren(POSTGRES, servers.postgresPid());
  }

  /** Starts all of it and returns when everybody is ready. */
  static Services start(Settings settings, WorkDirectory directory) {
    Services services = new Services(settings, directory);
    try {
      if (settings.sides.contains(SideName.FIELDSYNC)) {
        services.startFieldsync();
      }
      if (settings.sides.contains(SideName.JPA)) {
        services.startJpa();
      }
      return services;
    } catch (RuntimeException e) {
      services.close();
      throw e;
    }
  }

  private void startFieldsync() {
    Installation installation = Installation.current();
    List<String> kafka = List.of("spring.kafka.bootstrap-servers=" + servers.bootstrapServers());
    int workerPort = FreePort.any();
    ChildProcess worker =
        start(
            WORKER,
            new JavaCommand(jvmOptions(WORKER))
                .jar(
                    installation.jar("update-worker"),
                    arguments(workerPort, kafka, settings.workerSettings)));
    int port = FreePort.any();
    ChildProcess gateway =
        start(
            GATEWAY,
            new JavaCommand(jvmOptions(GATEWAY))
                .jar(
                    installation.jar("api-gateway"),
                    arguments(
                        port,
                        List.of("fieldsync.gateway.demo-organization=bench", kafka.get(0)),
                        settings.gatewaySettings)));
    HttpProbe.awaitStatus(worker, workerPort, "/actuator/health/readiness", 200);
    HttpProbe.awaitStatus(gateway, port, "/actuator/health/readiness", 200);
    sides.add(new Side(SideName.FIELDSYNC, port, Set.of(GATEWAY, WORKER, KAFKA, POSTGRES)));
  }

  private void startJpa() {
    int port = FreePort.any();
    ChildProcess jpa =
        start(
            JPA,
            new JavaCommand(jvmOptions(JPA))
                .main(JpaPeerApplication.class, arguments(port, List.of(), settings.jpaSettings)));
    HttpProbe.awaitStatus(jpa, port, "/api/templates/00000000-0000-0000-0000-000000000000", 404);
    sides.add(new Side(SideName.JPA, port, Set.of(JPA, POSTGRES)));
  }

  private ChildProcess start(String name, List<String> command) {
    ChildProcess process = ChildProcess.start(name, directory.resolve(name + ".log"), command);
    running.push(process);
    cpu.add(name, process.pid());
    return process;
  }

  private List<String> jvmOptions(String name) {
    List<String> options = new ArrayList<>(settings.jvmOptions);
    Path recordings = settings.jfr;
    if (recordings != null) {
      Path file = recordings.toAbsolutePath().resolve(name + ".jfr");
      options.add("-XX:StartFlightRecording=settings=profile,filename=" + file);
    }
    return options;
  }

  private List<String> arguments(int port, List<String> own, List<String> users) {
    List<String> all = new ArrayList<>();
    all.add("server.port=" + port);
    all.add("server.address=127.0.0.1");
    all.add("spring.datasource.url=" + servers.jdbcUrl());
    all.add("spring.datasource.username=" + Servers.USER);
    all.add("spring.datasource.password=");
    all.addAll(own);
    all.addAll(users);
    return all.stream().map(argument -> "--" + argument).toList();
  }

  /** Returns the services that are measured over HTTP. */
  List<Side> sides() {
    return List.copyOf(sides);
  }

  Servers servers() {
    return servers;
  }

  CpuMeter cpu() {
    return cpu;
  }

  /**
   * Makes sure that all of them run.
   *
   * @throws dev.fieldsync.scenarios.process.ScenarioFailure when one has ended
   */
  void requireAlive() {
    running.forEach(ChildProcess::requireAlive);
  }

  @Override
  public void close() {
    running.forEach(ChildProcess::close);
    servers.close();
  }
}
