package dev.fieldsync.gateway.live;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How far somebody has come in both logs: for each partition, here called a lane, the offset of the
 * next record, and how many events of that record were seen already. Lanes are numbered: first the
 * partitions of {@code template-updates}, then those of {@code template-events}. The same on every
 * gateway, whatever the order in which partitions were read. Immutable.
 *
 * <p>As text, and so as the id of an event: {@code 1-a.2f-7.0_3}, offsets in base 36, lanes of a
 * log with dots between them, the count of seen events after an underscore.
 */
final class LogPosition {

  private static final int RADIX = 36;
  private static final String LANE = "[0-9a-z]{1,12}(_[0-9a-z]{1,4})?";
  private static final String LOG = LANE + "(\\." + LANE + ")*+";

  /** Longer than any header that the server takes. */
  private static final int MAX_LENGTH = 16_384;

  private static final Pattern FORM = Pattern.compile("1-" + LOG + "-" + LOG);

  private final long[] offsets;
  private final int[] seen;
  private final int updateLanes;

  private LogPosition(long[] offsets, int[] seen, int updateLanes) {
    this.offsets = offsets;
    this.seen = seen;
    this.updateLanes = updateLanes;
  }

  /** Makes a position from the offset of each lane's next record. */
  static LogPosition of(long[] offsets, int updateLanes) {
    return new LogPosition(offsets.clone(), new int[offsets.length], updateLanes);
  }

  /** Reads an id; empty when it is none of ours. */
  static Optional<LogPosition> parse(String id) {
    if (id.length() > MAX_LENGTH || !FORM.matcher(id).matches()) {
      return Optional.empty();
    }
    String[] parts = id.split("-", -1);
    String[] updates = parts[1].split("\\.", -1);
    String[] events = parts[2].split("\\.", -1);
    LogPosition position =
        new LogPosition(
            new long[updates.length + events.length],
            new int[updates.length + events.length],
            updates.length);
    for (int lane = 0; lane < position.lanes(); lane++) {
      String[] text =
          (lane < updates.length ? updates[lane] : events[lane - updates.length]).split("_", -1);
      position.offsets[lane] = Long.parseLong(text[0], RADIX);
      position.seen[lane] = text.length < 2 ? 0 : Integer.parseInt(text[1], RADIX);
    }
    return Optional.of(position);
  }

  int lanes() {
    return offsets.length;
  }

  int updateLanes() {
    return updateLanes;
  }

  /** Returns the offset of the next record of a lane. */
  long offset(int lane) {
    return offsets[lane];
  }

  /** Says whether an event, the one of that index from 0 of a record, lies before this. */
  boolean includes(int lane, long offset, int index) {
    return offset < offsets[lane] || (offset == offsets[lane] && index < seen[lane]);
  }

  /** Says whether everything that lies before the other lies before this. */
  boolean covers(LogPosition other) {
    for (int lane = 0; lane < offsets.length; lane++) {
      if (compare(lane, other) < 0) {
        return false;
      }
    }
    return true;
  }

  /** Returns this with an event seen; {@code last} when it is the last of its record. */
  LogPosition after(int lane, long offset, int index, boolean last) {
    return last ? at(lane, offset + 1, 0) : at(lane, offset, index + 1);
  }

  /** Returns this with everything before that record of a lane seen. */
  LogPosition at(int lane, long offset) {
    return at(lane, offset, 0);
  }

  private LogPosition at(int lane, long offset, int count) {
    long[] nextOffsets = offsets.clone();
    int[] nextSeen = seen.clone();
    nextOffsets[lane] = offset;
    nextSeen[lane] = count;
    return new LogPosition(nextOffsets, nextSeen, updateLanes);
  }

  /** Returns the position before which lies what lies before one of the two. */
  LogPosition max(LogPosition other) {
    LogPosition max = new LogPosition(offsets.clone(), seen.clone(), updateLanes);
    for (int lane = 0; lane < offsets.length; lane++) {
      if (compare(lane, other) < 0) {
        max.offsets[lane] = other.offsets[lane];
        max.seen[lane] = other.seen[lane];
      }
    }
    return max;
  }

  /**
   * Returns this for topics that have more partitions by now: of these nothing was seen. Empty when
   * they have fewer, and so are others.
   */
  Optional<LogPosition> widened(int nowUpdateLanes, int nowLanes) {
    int eventLanes = lanes() - updateLanes;
    if (nowUpdateLanes < updateLanes || nowLanes - nowUpdateLanes < eventLanes) {
      return Optional.empty();
    }
    LogPosition wide = new LogPosition(new long[nowLanes], new int[nowLanes], nowUpdateLanes);
    for (int lane = 0; lane < lanes(); lane++) {
      int place = lane < updateLanes ? lane : nowUpdateLanes + lane - updateLanes;
      wide.offsets[place] = offsets[lane];
      wide.seen[place] = seen[lane];
    }
    return Optional.of(wide);
  }

  private int compare(int lane, LogPosition other) {
    int byOffset = Long.compare(offsets[lane], other.offsets[lane]);
    return byOffset != 0 ? byOffset : Integer.compare(seen[lane], other.seen[lane]);
  }

  /** Returns the text that {@link #parse} reads. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(6 * offsets.length).append("1-");
    for (int lane = 0; lane < offsets.length; lane++) {
      if (lane > 0) {
        text.append(lane == updateLanes ? '-' : '.');
      }
      text.append(Long.toString(offsets[lane], RADIX));
      if (seen[lane] > 0) {
        text.append('_').append(Integer.toString(seen[lane], RADIX));
      }
    }
    return text.toString();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LogPosition that
        && updateLanes == that.updateLanes
        && Arrays.equals(offsets, that.offsets)
        && Arrays.equals(seen, that.seen);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(offsets) * 31 + Arrays.hashCode(seen);
  }
}
