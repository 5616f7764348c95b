package dev.fieldsync.cachesync.version;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What time it is by most clocks of the group. A node whose own clock is far from the median of all
 * uses the median: so one an hour behind does not refuse what others write as being in its future,
 * and one an hour ahead is not refused by them. Of two clocks the slower one counts. For one
 * thread.
 */
public final class GroupClock {

  /** Samples kept of a peer; latency only makes its clock look slow, so the fastest counts. */
  private static final int SAMPLES = 8;

  private final long toleranceMillis;
  private final Map<String, Samples> offsets = new HashMap<>();
  private long offset;

  /**
   * Makes a clock that trusts its own within a tolerance.
   *
   * @param tolerance from the median
   */
  public GroupClock(Duration tolerance) {
    this.toleranceMillis = tolerance.toMillis();
  }

  /**
   * Hears what time it is at a peer.
   *
   * @param theirs milliseconds since 1970 when it sent
   * @param mine the same by the own clock, when it came
   */
  public void hear(String peer, long theirs, long mine) {
    if (offsets.computeIfAbsent(peer, key -> new Samples()).add(theirs - mine)) {
      offset = median();
    }
  }

  /** Counts the clocks of these peers only. */
  public void retain(Collection<String> peers) {
    offsets.keySet().retainAll(peers);
    offset = median();
  }

  /** Returns how far the group's time is ahead of the own clock, in milliseconds. */
  public long offsetMillis() {
    return offset;
  }

  /** Returns the time to use, given the own clock's, both in milliseconds since 1970. */
  public long adjust(long mine) {
    return Math.abs(offset) > toleranceMillis ? mine + offset : mine;
  }

  private long median() {
    List<Long> all = new ArrayList<>();
    all.add(0L);
    offsets.values().forEach(samples -> all.add(samples.fastest));
    Collections.sort(all);
    return all.get((all.size() - 1) / 2);
  }

  /** The last offsets of one peer. */
  private static final class Samples {

    private final Deque<Long> last = new ArrayDeque<>();
    private long fastest;

    /** Says whether the fastest one is another now. */
    boolean add(long sample) {
      boolean first = last.isEmpty();
      long before = fastest;
      last.addLast(sample);
      if (last.size() > SAMPLES) {
        last.removeFirst();
      }
      fastest = Collections.max(last);
      return first || fastest != before;
    }
  }
}
