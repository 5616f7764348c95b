package dev.fieldsync.scenarios.system;

import dev.fieldsync.scenarios.process.ChildProcess;
import dev.fieldsync.scenarios.process.FreePort;
import dev.fieldsync.scenarios.process.Installation;
import dev.fieldsync.scenarios.process.JavaCommand;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The simulated mail provider, in a process of its own, that behaves as it is told. */
public final class Simulator implements AutoCloseable {

  /** The key that it accepts. */
  public static final String API_KEY = "SG.simulated-key";

  private static final String CONTROL = "/_control";

  private final ChildProcess process;
  private final Gateway server;

  private Simulator(ChildProcess process, Gateway server) {
    this.process = process;
    this.server = server;
  }

  static Simulator start(Path log) {
    List<String> ports =
        List.of(
            Integer.toString(FreePort.any()),
            Integer.toString(FreePort.any()),
            Integer.toString(FreePort.any()));
    ChildProcess process =
        ChildProcess.start(
            "simulators",
            log,
            new JavaCommand(List.of("-Xmx128m", "-XX:+UseSerialGC"))
                .jar(Installation.current().jar("simulators"), ports));
    String address = process.awaitLine("SendGrid ", Duration.ofMinutes(1));
    return new Simulator(process, new Gateway(URI.create(address), null));
  }

  /** Returns where it is. */
  public URI base() {
    return server.base();
  }

  /** Tells it how to behave; {@code docs/providers.md} says what it understands. */
  public void behave(String json) {
    Gateway.require(server.send("POST", CONTROL, "Scenario", json), "The simulator");
  }

  /** Returns what it counted: calls, refusals, duplicates. */
  public JsonNode counters() {
    return Gateway.require(server.get(CONTROL), "The simulator").path("counters");
  }

  /** Returns how many mails it has delivered. */
  public long delivered() {
    return Gateway.require(server.get(CONTROL + "/done"), "The simulator").path("mails").asLong();
  }

  @Override
  public void close() {
    process.close();
  }
}
