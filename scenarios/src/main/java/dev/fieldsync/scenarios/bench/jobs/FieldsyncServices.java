package dev.fieldsync.scenarios.bench.jobs;

import dev.fieldsync.scenarios.bench.setup.JarService;
import dev.fieldsync.scenarios.bench.setup.Processes;
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
    all.addAll(settings.services.gatewaySettings());
    return all;
  }

  private List<String> workerSettings() {
    List<String> all = new ArrayList<>(NO_MAIL);
    all.add("fieldsync.campaign-worker.max-in-flight=" + settings.workersOfAProcess());
    all.addAll(settings.services.workerSettings());
    return all;
  }

  private int start(String name, String module, List<String> more) {
    return JarService.start(processes, name, module, more).awaitReady().port();
  }
}
