package dev.fieldsync.simulators.salesforce;

import dev.fieldsync.simulators.traffic.SimulatedServer;
import java.time.Clock;

/**
 * {@code POST /services/oauth2/token} (client credentials) and {@code GET
 * /services/data/vNN.0/query?q=...} with {@code nextRecordsUrl}, over contacts that are generated:
 * the n-th is the same every time. Understands {@code SELECT field, ... FROM Contact [LIMIT n]}; a
 * condition is accepted and changes nothing.
 *
 * @param server where it listens, how it behaves and what it counted
 * @param contacts what there is, and the tokens that are valid
 */
public record SalesforceSimulator(SimulatedServer server, SalesforceOrg contacts)
    implements AutoCloseable {

  /** The one client that gets a token. */
  public static final String CLIENT_ID = "simulated-client";

  /** Its secret. */
  public static final String CLIENT_SECRET = "simulated-secret";

  /**
   * Starts one.
   *
   * @param port 0 for any free one
   * @param seed the same seed throws the same dice
   * @param size how many contacts there are
   */
  public static SalesforceSimulator start(int port, long seed, int size) {
    SalesforceOrg org = new SalesforceOrg(size);
    return new SalesforceSimulator(
        SimulatedServer.start("salesforce", port, seed, Clock.systemUTC(), new SalesforceApi(org)),
        org);
  }

  @Override
  public void close() {
    server.close();
  }
}
