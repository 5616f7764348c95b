package dev.fieldsync.scenarios.bench.tasks;

import dev.fieldsync.scenarios.process.ChildProcess;
import dev.fieldsync.scenarios.process.ScenarioFailure;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A device on which a task-agent runs. */
final class AgentDevice implements Side.Device {

  private static final Duration LIMIT = Duration.ofMinutes(5);

  /** What a task says beside its title, the same on all sides. */
  static final String DESCRIPTION =
      "Look at the roof, the gutter and the flashing; take photographs.";

  private static final String REQUESTS =
      "/actuator/metrics/http.server.requests?tag=uri:/api/sync/batch";

  private final ChildProcess process;
  private final Calls agent;
  private final Calls gateway;
  private final int operations;
  private String titles = "";

  AgentDevice(ChildProcess process, Calls agent, Calls gateway, int operations) {
    this.process = process;
    this.agent = agent;
    this.gateway = gateway;
    this.operations = operations;
  }

  /** Adds the tasks, one after the other, as a person would. */
  void workOffline(String beginning) {
    titles = beginning;
    connection(true);
    for (int i = 0; i < operations; i++) {
      String task =
          JsonNodeFactory.instance
              .objectNode()
              .put("title", beginning + i)
              .put("description", DESCRIPTION)
              .toString();
      agent.send("POST", "/api/tasks", task);
    }
    if (waiting(agent.get("/api/sync/status")) != operations) {
      throw new ScenarioFailure("The agent has not queued all operations");
    }
  }

  private void connection(boolean offline) {
    agent.send("PUT", "/api/connection", "{\"offline\":" + offline + "}");
  }

  private static long waiting(JsonNode status) {
    return status.get("pending_sync_count").longValue();
  }

  @Override
  public Sync sync() {
    long requestsBefore = requests();
    try (SyncEvents events = SyncEvents.open(agent)) {
      long begin = System.nanoTime();
      connection(false);
      double seconds = (events.awaitAllSent(LIMIT) - begin) / 1e9;
      process.requireAlive();
      JsonNode status = agent.get("/api/sync/status");
      if (waiting(status) > 0) {
        throw new ScenarioFailure("The agent says that all is sent, and " + status);
      }
      return new Sync(
          seconds, requests() - requestsBefore, status.get("dead_letter_count").longValue());
    }
  }

  /** What the gateway has counted, which knows of none before the first. */
  private long requests() {
    return gateway
        .find(REQUESTS)
        .map(metric -> metric.get("measurements").get(0).get("value").longValue())
        .orElse(0L);
  }

  @Override
  public long missing() {
    Titles expected = new Titles(titles, operations);
    String since = "";
    JsonNode page;
    do {
      page = gateway.get("/api/sync/changes?limit=1000" + since);
      page.get("changes").forEach(task -> expected.found(task.get("title").asString()));
      since = "&since=" + page.get("checkpoint").asString();
    } while (page.get("has_more").booleanValue());
    return expected.missing();
  }

  @Override
  public void close() {
    process.close();
  }
}
