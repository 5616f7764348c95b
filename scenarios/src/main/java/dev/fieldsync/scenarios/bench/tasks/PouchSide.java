package dev.fieldsync.scenarios.bench.tasks;

import dev.fieldsync.scenarios.bench.setup.Processes;
import dev.fieldsync.scenarios.process.ChildProcess;
import dev.fieldsync.scenarios.process.FreePort;
import dev.fieldsync.scenarios.process.HttpProbe;
import dev.fieldsync.scenarios.process.ScenarioFailure;
import dev.fieldsync.scenarios.process.WorkDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** A pouchdb-server on LevelDB, and devices with PouchDB on LevelDB that replicate into it. */
final class PouchSide implements Side {

  private static final String SERVER = "pouchdb-server";
  private static final String DEVICE = "pouchdb";

  private final Settings settings;
  private final Processes processes;
  private final WorkDirectory directory;
  private final NodePackages node;
  private final int port;

  private PouchSide(
      Settings settings,
      Processes processes,
      WorkDirectory directory,
      NodePackages node,
      int port) {
    this.settings = settings;
    this.processes = processes;
    this.directory = directory;
    this.node = node;
    this.port = port;
  }

  /** Starts the server and returns when it is ready. */
  static PouchSide start(
      Settings settings, Processes processes, WorkDirectory directory, NodePackages node) {
    Path data = directory.resolve(SERVER);
    try {
      Files.createDirectories(data);
      // It would write a line per request, and that into the current folder.
      Files.writeString(
          data.resolve("config.json"),
          "{\"log\":{\"level\":\"none\",\"file\":\"%s\"}}".formatted(data.resolve("log.txt")));
    } catch (IOException e) {
      throw new ScenarioFailure("Cannot write into " + data + ": " + e.getMessage(), e);
    }
    int port = FreePort.any();
    ChildProcess server = processes.start(SERVER, node.server(port, data));
    HttpProbe.awaitStatus(server, port, "/", 200);
    return new PouchSide(settings, processes, directory, node, port);
  }

  @Override
  public SideName name() {
    return SideName.POUCHDB;
  }

  @Override
  public Set<String> processes() {
    return Set.of(DEVICE, SERVER);
  }

  @Override
  public Set<String> servers() {
    return Set.of(SERVER);
  }

  @Override
  public Batches batches() {
    String database = "warm-up";
    new Calls(port, database).send("PUT", "/" + database, "");
    int size = settings.peerBatchSize;
    return new Batches(port, new DocumentBatches(database, size), size);
  }

  @Override
  public Device offline(String round) {
    String titles = round + " ";
    Calls server = new Calls(port, round);
    server.send("PUT", "/" + round, "");
    ChildProcess process =
        processes.start(
            DEVICE,
            node.device(
                List.of(
                    directory.resolve("pouchdb-" + round).toString(),
                    "http://127.0.0.1:" + port + "/" + round,
                    Integer.toString(settings.operations),
                    Integer.toString(settings.peerBatchSize),
                    Integer.toString(settings.peerBatchesLimit),
                    titles)));
    return new PouchDevice(process, server, round, new Titles(titles, settings.operations));
  }
}
