package dev.fieldsync.scenarios.bench.tasks;

import dev.fieldsync.scenarios.process.ChildProcess;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A device on which {@code pouchdb-device.cjs} runs. */
final class PouchDevice implements Side.Device {

  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ChildProcess process;
  private final Calls server;
  private final String database;
  private final Titles expected;

  /** The process has written all of its documents when it says so. */
  PouchDevice(ChildProcess process, Calls server, String database, Titles expected) {
    this.process = process;
    this.server = server;
    this.database = database;
    this.expected = expected;
    process.awaitLine("offline", LIMIT);
  }

  @Override
  public Sync sync() {
    process.send("online");
    JsonNode said = JSON.readTree(process.awaitLine("synced", LIMIT));
    return new Sync(
        said.get("seconds").doubleValue(),
        said.get("requests").longValue(),
        said.get("failed").longValue());
  }

  @Override
  public long missing() {
    JsonNode all = server.get("/" + database + "/_all_docs?include_docs=true");
    all.get("rows").forEach(row -> expected.found(row.get("doc").get("title").asString()));
    return expected.missing();
  }

  @Override
  public void close() {
    process.close();
  }
}
