package dev.fieldsync.cachesync;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a synchronizer is. Numbers are of this node, those that count since it connected.
 *
 * @param connected whether the transport reaches the network
 * @param lastSync when the cache that waits the longest was last found to be the same as a peer's;
 *     null for never
 * @param peers nodes that can be reached, in order
 * @param pending writes that some of them has not confirmed
 * @param conflicts truly concurrent writes that met here
 * @param away nodes that were there and are expected back, in order
 * @param entries keys with a value
 * @param tombstones removed keys still remembered
 * @param damaged keys whose value is waited for, since it was found damaged here
 * @param detail numbers that an operator looks at when something is wrong
 */
public record SyncStatus(
    boolean connected,
    @Nullable Instant lastSync,
    List<String> peers,
    long pending,
    long conflicts,
    List<String> away,
    long entries,
    long tombstones,
    long damaged,
    Detail detail) {

  /**
   * Numbers for an operator.
   *
   * @param damagedFound values found damaged, in the synchronizer or in a cache
   * @param repaired keys brought by comparisons
   * @param rejectedAhead writes put off because they were dated too far in the future
   * @param clockOffset how far most clocks of the network are ahead of this node's
   * @param refused writes of others refused because {@code maxEntries} is reached
   * @param givenUp keys that could not be sent and are left to comparisons
   * @param dropped messages dropped because too many waited
   * @param malformed messages that could not be read
   * @param incompatible digests of peers with another conflict or tree
   * @param impostors messages of another node that has this node's name
   * @param cacheFailures operations that a cache failed after all retries
   * @param sentBytes sent by this node
   */
  public record Detail(
      long damagedFound,
      long repaired,
      long rejectedAhead,
      Duration clockOffset,
      long refused,
      long givenUp,
      long dropped,
      long malformed,
      long incompatible,
      long impostors,
      long cacheFailures,
      long sentBytes) {}
}
