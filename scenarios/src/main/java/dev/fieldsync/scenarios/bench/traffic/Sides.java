package dev.fieldsync.scenarios.bench.traffic;

import dev.fieldsync.scenarios.bench.jpa.JpaPeerApplication;
import dev.fieldsync.scenarios.bench.setup.JarService;
import dev.fieldsync.scenarios.bench.setup.Processes;
import dev.fieldsync.scenarios.bench.setup.ServiceOptions;
import dev.fieldsync.scenarios.process.ChildProcess;
import dev.fieldsync.scenarios.process.FreePort;
import dev.fieldsync.scenarios.process.HttpProbe;
import dev.fieldsync.scenarios.process.JavaCommand;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Starts services that are measured, with the same Java, the same JVM options and one server. */
public final class Sides {

  /** The product. */
  public static final String FIELDSYNC = "fieldsync";

  /** The Spring Data JPA service. */
  public static final String JPA = "jpa";

  private static final String NOBODY = "/api/templates/00000000-0000-0000-0000-000000000000";

  private Sides() {}

  /**
   * How an installation of Fieldsync is made.
   *
   * @param name of the side; also in the names of its processes
   * @param jdbcUrl of its database
   * @param workers how many update-workers it has
   * @param settings of all of its services
   */
  public record Installed(String name, String jdbcUrl, int workers, List<String> settings) {}

  /** Starts the one gateway and the one worker that most benchmarks measure. */
  public static Side fieldsync(Processes processes, ServiceOptions services) {
    return fieldsync(
        processes, services, new Installed(FIELDSYNC, processes.servers().jdbcUrl(), 1, List.of()));
  }

  /** Starts a gateway and update-workers, and returns when they are ready. */
  public static Side fieldsync(Processes processes, ServiceOptions services, Installed installed) {
    String suffix = installed.name().equals(FIELDSYNC) ? "" : "-" + installed.name();
    Set<String> names = new HashSet<>(Set.of(Processes.KAFKA, Processes.POSTGRES));
    List<JarService> workers = new ArrayList<>();
    for (int i = 1; i <= installed.workers(); i++) {
      String name = "worker" + suffix + (installed.workers() == 1 ? "" : "-" + i);
      names.add(name);
      workers.add(start(processes, name, "update-worker", installed, services.workerSettings()));
    }
    String name = "gateway" + suffix;
    names.add(name);
    List<String> settings = new ArrayList<>(services.gatewaySettings());
    settings.add("fieldsync.gateway.demo-organization=bench");
    JarService gateway = start(processes, name, "api-gateway", installed, settings);
    workers.forEach(JarService::awaitReady);
    return new Side(installed.name(), gateway.awaitReady().port(), names);
  }

  private static JarService start(
      Processes processes, String name, String module, Installed installed, List<String> own) {
    List<String> all = new ArrayList<>(installed.settings());
    all.addAll(own);
    return JarService.start(processes, name, module, installed.jdbcUrl(), all);
  }

  /**
   * Starts the Spring Data JPA service and returns when it is ready.
   *
   * @param settings more of them, {@code name=value}
   */
  public static Side jpa(Processes processes, List<String> settings) {
    int port = FreePort.any();
    ChildProcess jpa =
        processes.start(
            JPA,
            new JavaCommand(processes.jvmOptions(JPA))
                .main(
                    JpaPeerApplication.class,
                    JarService.arguments(port, processes.servers().jdbcUrl(), settings)));
    HttpProbe.awaitStatus(jpa, port, NOBODY, 404);
    return new Side(JPA, port, Set.of(JPA, Processes.POSTGRES));
  }
}
