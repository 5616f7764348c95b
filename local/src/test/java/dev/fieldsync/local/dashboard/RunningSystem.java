package dev.fieldsync.local.dashboard;

import dev.fieldsync.local.journey.ApiClient;
import dev.fieldsync.local.journey.Cluster;
import dev.fieldsync.simulators.Simulators;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;

/**
 * One system with two gateways, and one browser: north lets everybody be whom they say, south wants
 * tokens. Both start at the same time.
 */
final class RunningSystem implements AutoCloseable {

  static final String SECRET = "0123456789abcdef0123456789abcdef0123456789abcdef";

  private final Browser browser;
  private final Gateways gateways;
  private final Queue<Window> idle = new ArrayDeque<>();

  private static final class Gateways {

    private final Cluster cluster = new Cluster();
    private final Simulators providers = Simulators.start(0, 0, 0, 1, Dashboard.CONTACTS);
    private final ApiClient north;
    private final ApiClient south;

    Gateways() {
      north = cluster.startGateway("fieldsync.gateway.node=north");
      south = cluster.startGatewayWithTokens(SECRET, "fieldsync.gateway.node=south");
      cluster.startWorker();
      cluster.startProcessor();
      cluster.startCampaignWorker(providers);
      cluster.awaitAssignment();
    }
  }

  /** Starts it, or skips the tests when there is no browser. */
  RunningSystem() {
    Browser.assumeThereIsOne();
    CompletableFuture<Gateways> starting = CompletableFuture.supplyAsync(Gateways::new);
    browser = Browser.start();
    gateways = starting.join();
  }

  Browser browser() {
    return browser;
  }

  /** The gateway that lets everybody be whom they say. */
  ApiClient north() {
    return gateways.north;
  }

  /** The gateway that wants a token. */
  ApiClient south() {
    return gateways.south;
  }

  DataSource dataSource() {
    return gateways.cluster.workspace().dataSource();
  }

  /** Windows that wait for the next test. */
  Queue<Window> idle() {
    return idle;
  }

  @Override
  public void close() {
    browser.close();
    gateways.cluster.close();
    gateways.providers.close();
  }
}
