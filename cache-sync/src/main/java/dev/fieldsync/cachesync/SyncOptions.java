package dev.fieldsync.cachesync;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * How a synchronizer works. Immutable; begin with {@link #defaults} and change what is needed.
 *
 * @param syncInterval between two digests to random peers, 10 ms to 1 h, give or take a quarter;
 *     writes are sent at once
 * @param conflict what is shown of concurrent writes, for caches that do not say so themselves
 * @param retries of a message that could not be sent, of a forced synchronization with nobody
 *     answering, and of a cache that failed; 0 to 20, each later than the one before
 * @param batchSize keys in a message at most, 1 to 100,000
 * @param fanout peers that get each digest, 1 to 100
 * @param maxEntries keys of one cache, removed ones among them; 1 to 100 million
 * @param treeDepth of the hash tree, 1 to 5, the same on every node: 16 to 1,048,576 leaves; best
 *     when there are about as many leaves as keys
 * @param horizon for how long a removed key is remembered by a tombstone, and a write by what it
 *     replaced
 * @param maxClockAhead how far in the future a write may be dated; beyond, it is put off until then
 * @param scanInterval between two scans of the caches for changes that did not come through the
 *     synchronizer; zero to scan only when {@link CacheSynchronizer#sync} is called
 * @param scrubInterval within which every value is checked against its checksum once
 * @param maxQueue operations and messages that wait for the synchronizer's thread; beyond,
 *     operations fail and messages are dropped, which the next comparison makes good
 * @param clock the time of this node
 */
public record SyncOptions(
    Duration syncInterval,
    Conflict<Object> conflict,
    int retries,
    int batchSize,
    int fanout,
    int maxEntries,
    int treeDepth,
    Duration horizon,
    Duration maxClockAhead,
    Duration scanInterval,
    Duration scrubInterval,
    int maxQueue,
    Clock clock) {

  private static final SyncOptions DEFAULTS =
      new SyncOptions(
          Duration.ofSeconds(5),
          Conflict.newest(),
          3,
          100,
          1,
          1_000_000,
          4,
          Duration.ofDays(1),
          Duration.ofSeconds(60),
          Duration.ofSeconds(30),
          Duration.ofMinutes(10),
          10_000,
          Clock.systemUTC());

  /** Checks the ranges. */
  public SyncOptions {
    require(within(syncInterval, Duration.ofMillis(10), Duration.ofHours(1)), "syncInterval");
    require(retries >= 0 && retries <= 20, "retries");
    require(batchSize >= 1 && batchSize <= 100_000, "batchSize");
    require(fanout >= 1 && fanout <= 100, "fanout");
    require(maxEntries >= 1 && maxEntries <= 100_000_000, "maxEntries");
    require(treeDepth >= 1 && treeDepth <= 5, "treeDepth");
    require(within(horizon, Duration.ofSeconds(1), Duration.ofDays(3_650)), "horizon");
    require(within(maxClockAhead, Duration.ofMillis(1), Duration.ofDays(365)), "maxClockAhead");
    require(within(scanInterval, Duration.ZERO, Duration.ofDays(1)), "scanInterval");
    require(within(scrubInterval, Duration.ofMillis(10), Duration.ofDays(30)), "scrubInterval");
    require(maxQueue >= 1, "maxQueue");
  }

  /** Every 5 s, the newest wins, 3 retries, 100 keys in a message. */
  public static SyncOptions defaults() {
    return DEFAULTS;
  }

  /** Returns the same with another interval. */
  public SyncOptions withSyncInterval(Duration interval) {
    return with(draft -> draft.syncInterval = interval);
  }

  /** Returns the same with another answer to concurrent writes. */
  public SyncOptions withConflict(Conflict<Object> answer) {
    return with(draft -> draft.conflict = answer);
  }

  /** Returns the same with another number of retries. */
  public SyncOptions withRetries(int number) {
    return with(draft -> draft.retries = number);
  }

  /** Returns the same with another size of batches. */
  public SyncOptions withBatchSize(int keys) {
    return with(draft -> draft.batchSize = keys);
  }

  /** Returns the same with digests to another number of peers. */
  public SyncOptions withFanout(int peers) {
    return with(draft -> draft.fanout = peers);
  }

  /** Returns the same for another number of keys. */
  public SyncOptions withMaxEntries(int keys) {
    return with(draft -> draft.maxEntries = keys);
  }

  /** Returns the same with a tree of another depth. */
  public SyncOptions withTreeDepth(int depth) {
    return with(draft -> draft.treeDepth = depth);
  }

  /** Returns the same with another time for tombstones. */
  public SyncOptions withHorizon(Duration time) {
    return with(draft -> draft.horizon = time);
  }

  /** Returns the same with another bound for clocks. */
  public SyncOptions withMaxClockAhead(Duration bound) {
    return with(draft -> draft.maxClockAhead = bound);
  }

  /** Returns the same with another time between scans. */
  public SyncOptions withScanInterval(Duration interval) {
    return with(draft -> draft.scanInterval = interval);
  }

  /** Returns the same with another time to check everything. */
  public SyncOptions withScrubInterval(Duration interval) {
    return with(draft -> draft.scrubInterval = interval);
  }

  /** Returns the same with another bound for what waits. */
  public SyncOptions withMaxQueue(int operations) {
    return with(draft -> draft.maxQueue = operations);
  }

  /** Returns the same with another clock. */
  public SyncOptions withClock(Clock other) {
    return with(draft -> draft.clock = other);
  }

  private SyncOptions with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.options();
  }

  private static boolean within(Duration value, Duration min, Duration max) {
    return value.compareTo(min) >= 0 && value.compareTo(max) <= 0;
  }

  private static void require(boolean holds, String name) {
    if (!holds) {
      throw new IllegalArgumentException(
          name + " is out of its range; the documentation of SyncOptions has it");
    }
  }

  /** Options while they are being changed. */
  private static final class Draft {

    private Duration syncInterval;
    private Conflict<Object> conflict;
    private int retries;
    private int batchSize;
    private int fanout;
    private int maxEntries;
    private int treeDepth;
    private Duration horizon;
    private Duration maxClockAhead;
    private Duration scanInterval;
    private Duration scrubInterval;
    private int maxQueue;
    private Clock clock;

    Draft(SyncOptions options) {
      syncInterval = options.syncInterval();
      conflict = options.conflict();
      retries = options.retries();
      batchSize = options.batchSize();
      fanout = options.fanout();
      maxEntries = options.maxEntries();
      treeDepth = options.treeDepth();
      horizon = options.horizon();
      maxClockAhead = options.maxClockAhead();
      scanInterval = options.scanInterval();
      scrubInterval = options.scrubInterval();
      maxQueue = options.maxQueue();
      clock = options.clock();
    }

    SyncOptions options() {
      return new SyncOptions(
          syncInterval,
          conflict,
          retries,
          batchSize,
          fanout,
          maxEntries,
          treeDepth,
          horizon,
          maxClockAhead,
          scanInterval,
          scrubInterval,
          maxQueue,
          clock);
    }
  }
}
