package dev.fieldsync.scenarios.bench.setup;

import dev.fieldsync.scenarios.process.ChildProcess;
import dev.fieldsync.scenarios.process.CpuMeter;
import dev.fieldsync.scenarios.process.WorkDirectory;
import dev.fieldsync.scenarios.servers.Servers;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * The servers and whatever else a benchmark starts, each in a process of its own whose processor
 * time is measured. Not thread-safe.
 */
public final class Processes implements AutoCloseable {

  /** The process that makes the load, as the processor meter calls it. */
  public static final String LOAD = "load";

  /** The broker, as the processor meter calls it. */
  public static final String KAFKA = "kafka";

  /** The database with all of its processes, as the processor meter calls it. */
  public static final String POSTGRES = "postgres";

  private final ProcessOptions options;
  private final WorkDirectory directory;
  private final Servers servers;
  private final Deque<ChildProcess> running = new ArrayDeque<>();
  private final CpuMeter cpu = new CpuMeter();

  /**
   * Starts the servers and returns when they serve.
   *
   * @param directory for data and logs
   * @throws dev.fieldsync.scenarios.process.ScenarioFailure when they do not start
   */
  public Processes(ProcessOptions options, WorkDirectory directory) {
    this.options = options;
    this.directory = directory;
    this.servers = Servers.start(directory.resolve(""), List.of("-Xms512m", "-Xmx512m"));
    cpu.add(LOAD, ProcessHandle.current().pid())
        .add(KAFKA, servers.process().pid())
        .addWithChildren(POSTGRES, servers.postgresPid());
  }

  /**
   * Starts a program that ends with this object.
   *
   * @param name what messages and the processor meter call it; also of its log
   */
  public ChildProcess start(String name, List<String> command) {
    ChildProcess process = ChildProcess.start(name, directory.resolve(name + ".log"), command);
    running.push(process);
    cpu.add(name, process.pid());
    return process;
  }

  /** Returns the options of the virtual machine of a process, as the user wants them. */
  public List<String> jvmOptions(String name) {
    List<String> all = new ArrayList<>(options.jvmOptions());
    Path recordings = options.jfr();
    if (recordings != null) {
      Path file = recordings.toAbsolutePath().resolve(name + ".jfr");
      all.add("-XX:StartFlightRecording=settings=profile,filename=" + file);
    }
    return all;
  }

  /** Returns the servers. */
  public Servers servers() {
    return servers;
  }

  /** Returns the meter that knows all processes. */
  public CpuMeter cpu() {
    return cpu;
  }

  /**
   * Makes sure that all of them run.
   *
   * @throws dev.fieldsync.scenarios.process.ScenarioFailure when one has ended
   */
  public void requireAlive() {
    running.forEach(ChildProcess::requireAlive);
  }

  /**
   * Ends some of the programs that were started, and returns when they have ended.
   *
   * @param names of them; others in it are left alone
   */
  public void stop(Set<String> names) {
    List<ChildProcess> ending =
        running.stream().filter(each -> names.contains(each.name())).toList();
    ending.forEach(ChildProcess::close);
    running.removeAll(ending);
  }

  @Override
  public void close() {
    running.forEach(ChildProcess::close);
    servers.close();
  }
}
