package dev.fieldsync.scenarios.system;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A running system. Closing it ends what was started for it, and nothing else.
 *
 * @param gateways at least one
 * @param connections where its servers are
 * @param metrics where its services show their numbers
 * @param cluster the processes that were started; {@code null} when it ran already
 */
public record Target(
    List<Gateway> gateways, Connections connections, List<URI> metrics, @Nullable Cluster cluster)
    implements AutoCloseable {

  /** Returns one of the gateways, in turn. */
  public Gateway gateway(int turn) {
    return gateways.get(Math.floorMod(turn, gateways.size()));
  }

  /** Returns the first gateway. */
  public Gateway gateway() {
    return gateway(0);
  }

  @Override
  public void close() {
    if (cluster != null) {
      cluster.close();
    }
  }
}
