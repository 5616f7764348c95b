package dev.fieldsync.scenarios.bench.templates;

import dev.fieldsync.scenarios.bench.jpa.JpaPeerApplication;
import dev.fieldsync.scenarios.bench.setup.Processes;
import dev.fieldsync.scenarios.process.ChildProcess;
import dev.fieldsync.scenarios.process.FreePort;
import dev.fieldsync.scenarios.process.HttpProbe;
import dev.fieldsync.scenarios.process.Installation;
import dev.fieldsync.scenarios.process.JavaCommand;
import dev.fieldsync.scenarios.process.WorkDirectory;
import dev.fieldsync.scenarios.servers.Servers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Everything that is measured, each in a process of its own: the servers, and the services with the
 * same Java, the same JVM options and the same database.
 */
final class Services implements AutoCloseable {

  private static final String GATEWAY = "gateway";
  private static final String WORKER = "worker";
  private static final String JPA = "jpa";

  private final Settings settings;
  private final Processes processes;
  private final List<Side> sides = new ArrayList<>();

  private Services(Settings settings, WorkDirectory directory) {
    this.settings = settings;
    this.processes = new Processes(settings.processes, directory);
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
    List<String> kafka =
        List.of("spring.kafka.bootstrap-servers=" + processes.servers().bootstrapServers());
    int workerPort = FreePort.any();
    ChildProcess worker =
        processes.start(
            WORKER,
            new JavaCommand(processes.jvmOptions(WORKER))
                .jar(
                    installation.jar("update-worker"),
                    arguments(workerPort, kafka, settings.workerSettings)));
    int port = FreePort.any();
    ChildProcess gateway =
        processes.start(
            GATEWAY,
            new JavaCommand(processes.jvmOptions(GATEWAY))
                .jar(
                    installation.jar("api-gateway"),
                    arguments(
                        port,
                        List.of("fieldsync.gateway.demo-organization=bench", kafka.get(0)),
                        settings.gatewaySettings)));
    HttpProbe.awaitStatus(worker, workerPort, "/actuator/health/readiness", 200);
    HttpProbe.awaitStatus(gateway, port, "/actuator/health/readiness", 200);
    sides.add(
        new Side(
            SideName.FIELDSYNC,
            port,
            Set.of(GATEWAY, WORKER, Processes.KAFKA, Processes.POSTGRES)));
  }

  private void startJpa() {
    int port = FreePort.any();
    ChildProcess jpa =
        processes.start(
            JPA,
            new JavaCommand(processes.jvmOptions(JPA))
                .main(JpaPeerApplication.class, arguments(port, List.of(), settings.jpaSettings)));
    HttpProbe.awaitStatus(jpa, port, "/api/templates/00000000-0000-0000-0000-000000000000", 404);
    sides.add(new Side(SideName.JPA, port, Set.of(JPA, Processes.POSTGRES)));
  }

  private List<String> arguments(int port, List<String> own, List<String> users) {
    List<String> all = new ArrayList<>();
    all.add("server.port=" + port);
    all.add("server.address=127.0.0.1");
    all.add("spring.datasource.url=" + processes.servers().jdbcUrl());
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

  Processes processes() {
    return processes;
  }

  @Override
  public void close() {
    processes.close();
  }
}
