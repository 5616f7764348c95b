package dev.fieldsync.scenarios.bench.tasks;

import dev.fieldsync.scenarios.bench.setup.JarService;
import dev.fieldsync.scenarios.bench.setup.Processes;
import dev.fieldsync.scenarios.process.ChildProcess;
import dev.fieldsync.scenarios.process.FreePort;
import dev.fieldsync.scenarios.process.HttpProbe;
import dev.fieldsync.scenarios.process.Installation;
import dev.fieldsync.scenarios.process.JavaCommand;
import dev.fieldsync.scenarios.process.WorkDirectory;
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
    JarService worker =
        JarService.start(processes, WORKER, "update-worker", settings.services.workerSettings());
    List<String> gatewaySettings = new ArrayList<>(settings.services.gatewaySettings());
    gatewaySettings.add("fieldsync.gateway.demo-organization=bench");
    JarService gateway = JarService.start(processes, GATEWAY, "api-gateway", gatewaySettings);
    worker.awaitReady();
    return new FieldsyncSide(settings, processes, directory, gateway.awaitReady().port());
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
  public Set<String> servers() {
    return Set.of(GATEWAY, WORKER, Processes.KAFKA, Processes.POSTGRES);
  }

  @Override
  public Batches batches() {
    return new Batches(gatewayPort, new OperationBatches(settings.batchSize), settings.batchSize);
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
                .jar(
                    Installation.current().jar("task-agent"),
                    all.stream().map(setting -> "--" + setting).toList()));
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
    all.add("-XX:+UseSerialGC");
    return all;
  }
}
