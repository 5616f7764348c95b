package dev.fieldsync.simulators.traffic;

import java.net.URI;
import java.time.Clock;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * One simulated provider on a port of 127.0.0.1. Thread-safe; its behaviour can be changed at any
 * time, here and over HTTP at {@code /_control}.
 */
public final class SimulatedServer implements AutoCloseable {

  /** Another one, such as 0.0.0.0 in a container, is given in the environment. */
  private static final String HOST = System.getenv().getOrDefault("SIMULATORS_HOST", "127.0.0.1");

  private static final int MAX_THREADS = 16;

  /** Clients that come all at once wait here instead of being refused. */
  private static final int ACCEPT_QUEUE = 4_096;

  private static final long IDLE_MS = 600_000;

  private final Server server;
  private final ServerConnector connector;
  private final Traffic traffic;

  private SimulatedServer(Server server, ServerConnector connector, Traffic traffic) {
    this.server = server;
    this.connector = connector;
    this.traffic = traffic;
  }

  /**
   * Starts one.
   *
   * @param name for thread names
   * @param port 0 for any free one
   * @param seed the same seed throws the same dice
   * @throws IllegalStateException when the port cannot be had
   */
  public static SimulatedServer start(
      String name, int port, long seed, Clock clock, SimulatedProvider provider) {
    QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS);
    threads.setName(name);
    threads.setDaemon(true);
    Server server = new Server(threads);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(HOST);
    connector.setPort(port);
    connector.setAcceptQueueSize(ACCEPT_QUEUE);
    connector.setIdleTimeout(IDLE_MS);
    server.addConnector(connector);
    Traffic traffic = new Traffic(provider, seed, clock);
    server.setHandler(traffic);
    try {
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException(
          "The simulator " + name + " could not be started on port " + port, e);
    }
    return new SimulatedServer(server, connector, traffic);
  }

  /** Returns where it is reached, without a path. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + connector.getLocalPort());
  }

  /** Changes how it behaves from the next call on. */
  public void behave(Behaviour behaviour) {
    traffic.behave(behaviour);
  }

  /** Returns how it behaves. */
  public Behaviour behaviour() {
    return traffic.behaviour();
  }

  /** Makes the next calls go wrong, one fault each, whatever the rates are. */
  public void failNext(Fault... faults) {
    traffic.dice().announce(faults);
  }

  /** Returns what it counted. */
  public Counters counters() {
    return traffic.counters();
  }

  /** Closes the connections of calls that hang. */
  public void giveUpHanging() {
    traffic.giveUpHanging();
  }

  /** Behaves well again, forgets what was done and counted, and gives up hanging calls. */
  public void forget() {
    traffic.forget();
  }

  @Override
  public void close() {
    traffic.giveUpHanging();
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("The simulator could not be stopped", e);
    }
  }
}
