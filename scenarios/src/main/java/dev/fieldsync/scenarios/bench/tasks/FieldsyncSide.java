package dev.fieldsync.scenarios.bench.tasks;

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

/** Gateway and worker from their jars, and task-agents that sync with them. */
final class FieldsyncSide implements Side {

  private static final String GATEWAY = "gateway";
  private static final String WORKER = "worker";
  private static final String AGENT = "agent";

  private final Settings settings;
  private final Processes processes;
  private final WorkDirectory directory;
  private final int gatewayPort;

  private FieldsyncSide(
      Settings settings, Processes processes, WorkDirectory directory, int gatewayPort) {
    this.settings = settings;
    this.processes = processes;
    this.directory = directory;
    this.gatewayPort = gatewayPort;
  }

  /** Starts the server's side and returns when it is ready. */
  static FieldsyncSide start(Settings settings, Processes processes, WorkDirectory directory) {
    int workerPort = FreePort.any();
    ChildProcess worker =
        start(processes, WORKER, "update-worker", workerPort, List.of(), settings.workerSettings);
    int port = FreePort.any();
    ChildProcess gateway =
        start(
            processes,
            GATEWAY,
            "api-gateway",
            port,
            List.of("fieldsync.gateway.demo-organization=bench"),
            settings.gatewaySettings);
    HttpProbe.awaitStatus(worker, workerPort, "/actuator/health/readiness", 200);
    HttpProbe.awaitStatus(gateway, port, "/actuator/health/readiness", 200);
    return new FieldsyncSide(settings, processes, directory, port);
  }

  private static ChildProcess start(
      Processes processes,
      String name,
      String module,
      int port,
      List<String> own,
      List<String> users) {
    List<String> all = new ArrayList<>();
    all.add("server.port=" + port);
    all.add("server.address=127.0.0.1");
    all.add("spring.datasource.url=" + processes.servers().jdbcUrl());
    all.add("spring.datasource.username=" + Servers.USER);
    all.add("spring.datasource.password=");
    all.add("spring.kafka.bootstrap-servers=" + processes.servers().bootstrapServers());
    all.addAll(own);
    all.addAll(users);
    return processes.start(
        name,
        new JavaCommand(processes.jvmOptions(name))
            .jar(Installation.current().jar(module), arguments(all)));
  }

  private static List<String> arguments(List<String> settings) {
    return settings.stream().map(setting -> "--" + setting).toList();
  }

  @Override
  public SideName name() {
    return SideName.FIELDSYNC;
  }

  @Override
  public Set<String> processes() {
    return Set.of(AGENT, GATEWAY, WORKER, Processes.KAFKA, Processes.POSTGRES);
  }

  @Override
  public Device offline(String round) {
    int port = FreePort.any();
    List<String> all =
        List.of(
            "server.port=" + port,
            "fieldsync.agent.database=" + directory.resolve("agent-" + round + ".db"),
            "fieldsync.agent.server=http://127.0.0.1:" + gatewayPort,
            "fieldsync.agent.actor=" + round,
            "fieldsync.agent.sync-batch-size=" + settings.batchSize);
    ChildProcess agent =
        processes.start(
            AGENT,
            new JavaCommand(agentOptions())
                .jar(Installation.current().jar("task-agent"), arguments(all)));
    HttpProbe.awaitStatus(agent, port, "/api/health", 200);
    AgentDevice device =
        new AgentDevice(
            agent, new Calls(port, round), new Calls(gatewayPort, round), settings.operations);
    device.workOffline(round + " ");
    return device;
  }

  /** As its documentation says that it is started. */
  private List<String> agentOptions() {
    List<String> all = new ArrayList<>(processes.jvmOptions(AGENT));
    all.add("-XX:TieredStopAtLevel=1");
    return all;
  }
}
