package dev.fieldsync.scenarios.bench.jobs;

import dev.fieldsync.scenarios.bench.setup.Processes;
import dev.fieldsync.scenarios.process.ChildProcess;
import dev.fieldsync.scenarios.process.FreePort;
import dev.fieldsync.scenarios.process.HttpProbe;
import dev.fieldsync.scenarios.process.Installation;
import dev.fieldsync.scenarios.process.JavaCommand;
import dev.fieldsync.scenarios.servers.Servers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The gateway and campaign-workers from their jars, as they are installed everywhere. */
final class FieldsyncServices {

  private static final String GATEWAY = "gateway";

  /** No step of these campaigns sends mail, but a worker wants to know how it would. */
  private static final List<String> NO_MAIL =
      List.of(
          "fieldsync.providers.sendgrid.base-url=http://127.0.0.1:9",
          "fieldsync.providers.sendgrid.api-key=none",
          "fieldsync.providers.sendgrid.from=nobody@example.com");

  private final Processes processes;
  private final Settings settings;

  FieldsyncServices(Processes processes, Settings settings) {
    this.processes = processes;
    this.settings = settings;
  }

  /** Starts them and returns when all are ready. */
  Fieldsync start() {
    int port = start(GATEWAY, "api-gateway", gatewaySettings());
    List<Integer> workerPorts = new ArrayList<>();
    Set<String> names = new HashSet<>(Set.of(GATEWAY));
    for (int i = 1; i <= settings.workerProcesses; i++) {
      String name = "worker-" + i;
      names.add(name);
      workerPorts.add(start(name, "campaign-worker", workerSettings()));
    }
    return new Fieldsync(
        names,
        new Gateway(port),
        new ExecutedSteps(workerPorts),
        Database.open(processes.servers()));
  }

  private List<String> gatewaySettings() {
    List<String> all = new ArrayList<>(List.of("fieldsync.gateway.demo-organization=bench"));
    all.addAll(settings.gatewaySettings);
    return all;
  }

  private List<String> workerSettings() {
    List<String> all = new ArrayList<>(NO_MAIL);
    all.add("fieldsync.campaign-worker.max-in-flight=" + settings.workersOfAProcess());
    all.addAll(settings.workerSettings);
    return all;
  }

  private int start(String name, String module, List<String> more) {
    Servers servers = processes.servers();
    int port = FreePort.any();
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "server.port=" + port,
                "server.address=127.0.0.1",
                "spring.datasource.url=" + servers.jdbcUrl(),
                "spring.datasource.username=" + Servers.USER,
                "spring.datasource.password=",
                "spring.kafka.bootstrap-servers=" + servers.bootstrapServers()));
    arguments.addAll(more);
    ChildProcess service =
        processes.start(
            name,
            new JavaCommand(processes.jvmOptions(name))
                .jar(
                    Installation.current().jar(module),
                    arguments.stream().map(argument -> "--" + argument).toList()));
    HttpProbe.awaitStatus(service, port, "/actuator/health/readiness", 200);
    return port;
  }
}
