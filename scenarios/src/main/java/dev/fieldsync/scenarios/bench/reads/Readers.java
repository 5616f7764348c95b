package dev.fieldsync.scenarios.bench.reads;

import dev.fieldsync.scenarios.bench.plain.PlainReadsApplication;
import dev.fieldsync.scenarios.bench.setup.JarService;
import dev.fieldsync.scenarios.bench.setup.Processes;
import dev.fieldsync.scenarios.bench.traffic.Side;
import dev.fieldsync.scenarios.process.ChildProcess;
import dev.fieldsync.scenarios.process.FreePort;
import dev.fieldsync.scenarios.process.HttpProbe;
import dev.fieldsync.scenarios.process.JavaCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Starts what is read from beside the gateway, and says how each of them is read. */
final class Readers {

  private static final String PLAIN = "plain";
  private static final String NO_HEADERS = "";

  private Readers() {}

  /**
   * Starts the plain endpoints, if any of them is wanted.
   *
   * @param fieldsync the gateway, which runs already
   */
  static List<Reader> start(Settings settings, Processes processes, Side fieldsync) {
    List<Reader> readers = new ArrayList<>();
    readers.add(new Reader(fieldsync, "/api/templates/", NO_HEADERS));
    if (settings.sides.contains(SideName.MAX_STALE)) {
      readers.add(
          new Reader(
              named(SideName.MAX_STALE, fieldsync.port(), fieldsync.processes()),
              "/api/templates/",
              "Cache-Control: max-stale=10\r\n"));
    }
    if (settings.sides.contains(SideName.CAFFEINE) || settings.sides.contains(SideName.DIRECT)) {
      int port = startPlain(processes);
      if (settings.sides.contains(SideName.CAFFEINE)) {
        readers.add(
            new Reader(named(SideName.CAFFEINE, port, Set.of(PLAIN)), "/cached/", NO_HEADERS));
      }
      if (settings.sides.contains(SideName.DIRECT)) {
        Set<String> names = Set.of(PLAIN, Processes.POSTGRES);
        readers.add(new Reader(named(SideName.DIRECT, port, names), "/direct/", NO_HEADERS));
      }
    }
    return readers;
  }

  private static Side named(SideName name, int port, Set<String> processes) {
    return new Side(name.code(), port, processes);
  }

  private static int startPlain(Processes processes) {
    int port = FreePort.any();
    ChildProcess plain =
        processes.start(
            PLAIN,
            new JavaCommand(processes.jvmOptions(PLAIN))
                .main(
                    PlainReadsApplication.class,
                    JarService.arguments(port, processes.servers().jdbcUrl(), List.of())));
    HttpProbe.awaitStatus(plain, port, "/cached/00000000-0000-0000-0000-000000000000", 404);
    return port;
  }
}
