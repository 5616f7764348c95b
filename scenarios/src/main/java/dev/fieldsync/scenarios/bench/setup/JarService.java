package dev.fieldsync.scenarios.bench.setup;

import dev.fieldsync.scenarios.process.ChildProcess;
import dev.fieldsync.scenarios.process.FreePort;
import dev.fieldsync.scenarios.process.HttpProbe;
import dev.fieldsync.scenarios.process.Installation;
import dev.fieldsync.scenarios.process.JavaCommand;
import dev.fieldsync.scenarios.servers.Servers;
import java.util.ArrayList;
import java.util.List;

/**
 * A service of Fieldsync from its jar, with the servers of a benchmark.
 *
 * @param process its process
 * @param port where it listens, on the loopback interface
 */
public record JarService(ChildProcess process, int port) {

  /**
   * Starts a service with the benchmark's database.
   *
   * @param name what messages and the processor meter call it
   * @param module whose jar it is
   * @param settings more of them, {@code name=value}
   */
  public static JarService start(
      Processes processes, String name, String module, List<String> settings) {
    return start(processes, name, module, processes.servers().jdbcUrl(), settings);
  }

  /** As {@link #start(Processes, String, String, List)}, with another database on the server. */
  public static JarService start(
      Processes processes, String name, String module, String jdbcUrl, List<String> settings) {
    int port = FreePort.any();
    List<String> all = new ArrayList<>();
    all.add("spring.kafka.bootstrap-servers=" + processes.servers().bootstrapServers());
    all.addAll(settings);
    return new JarService(
        processes.start(
            name,
            new JavaCommand(processes.jvmOptions(name))
                .jar(Installation.current().jar(module), arguments(port, jdbcUrl, all))),
        port);
  }

  /** Returns the arguments of a Spring service: its port, its database, and more settings. */
  public static List<String> arguments(int port, String jdbcUrl, List<String> settings) {
    List<String> all = new ArrayList<>();
    all.add("server.port=" + port);
    all.add("server.address=127.0.0.1");
    all.add("spring.datasource.url=" + jdbcUrl);
    all.add("spring.datasource.username=" + Servers.USER);
    all.add("spring.datasource.password=");
    all.addAll(settings);
    return all.stream().map(argument -> "--" + argument).toList();
  }

  /**
   * Waits until it is ready.
   *
   * @throws dev.fieldsync.scenarios.process.ScenarioFailure when it does not become ready
   */
  public JarService awaitReady() {
    HttpProbe.awaitStatus(process, port, "/actuator/health/readiness", 200);
    return this;
  }
}
