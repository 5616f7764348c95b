package dev.fieldsync.gateway.live;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How far somebody has come in the logs: for each partition, here called a lane, the offset of the
 * next record, and how many events of that record were seen already. Lanes are numbered: first the
 * partitions of {@code template-updates}, then those of {@code template-events}, then those of
 * {@code campaign-events}. The same on every gateway, whatever the order in which partitions were
 * read. Immutable.
 *
 * <p>As text, and so as the id of an event: {@code 1-a.2f-7.0_3-0.0}, offsets in base 36, lanes of
 * a log with dots between them, the count of seen events after an underscore. Ids from before there
 * was a third log have two.
 */
final class LogPosition {

  private static final int RADIX = 36;

  /** The number of the log of campaigns. */
  private static final int CAMPAIGNS = 2;

  private static final String LANE = "[0-9a-z]{1,12}(_[0-9a-z]{1,4})?";
  private static final String LOG = LANE + "(\\." + LANE + ")*+";

  /** Longer than any header that the server takes. */
  private static final int MAX_LENGTH = 16_384;

  private static final Pattern FORM = Pattern.compile("1-" + LOG + "-" + LOG + "(-" + LOG + ")?");

  private final long[] offsets;
  private final int[] seen;

  /** How many lanes each log has. */
  private final int[] sizes;

  private LogPosition(long[] offsets, int[] seen, int[] sizes) {
    this.offsets = offsets;
    this.seen = seen;
    this.sizes = sizes;
  }

  /**
   * Makes a position from the offset of each lane's next record.
   *
   * @param sizes how many lanes each log has
   */
  static LogPosition of(long[] offsets, int... sizes) {
    if (Arrays.stream(sizes).sum() != offsets.length) {
      throw new IllegalArgumentException("Every lane is of a log");
    }
    return new LogPosition(offsets.clone(), new int[offsets.length], sizes.clone());
  }

  /** Reads an id; empty when it is none of ours. */
  static Optional<LogPosition> parse(String id) {
    if (id.length() > MAX_LENGTH || !FORM.matcher(id).matches()) {
      return Optional.empty();
    }
    String[] logs = id.substring(2).split("-", -1);
    int[] sizes = Arrays.stream(logs).mapToInt(log -> log.split("\\.", -1).length).toArray();
    String[] lanes = String.join(".", logs).split("\\.", -1);
    LogPosition position = new LogPosition(new long[lanes.length], new int[lanes.length], sizes);
    for (int lane = 0; lane < lanes.length; lane++) {
      String[] text = lanes[lane].split("_", -1);
      position.offsets[lane] = Long.parseLong(text[0], RADIX);
      position.seen[lane] = text.length < 2 ? 0 : Integer.parseInt(text[1], RADIX);
    }
    return Optional.of(position);
  }

  int lanes() {
    return offsets.length;
  }

  /** Says whether a lane is of the log of campaigns. */
  boolean isOfCampaigns(int lane) {
    return sizes.length > CAMPAIGNS && lane >= sizes[0] + sizes[1];
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
    return new LogPosition(nextOffsets, nextSeen, sizes);
  }

  /** Returns the position before which lies what lies before one of the two. */
  LogPosition max(LogPosition other) {
    LogPosition max = new LogPosition(offsets.clone(), seen.clone(), sizes);
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
  Optional<LogPosition> widened(int... now) {
    if (now.length != sizes.length) {
      return Optional.empty();
    }
    int lanes = Arrays.stream(now).sum();
    LogPosition wide = new LogPosition(new long[lanes], new int[lanes], now.clone());
    int lane = 0;
    int place = 0;
    for (int log = 0; log < now.length; log++) {
      if (now[log] < sizes[log]) {
        return Optional.empty();
      }
      System.arraycopy(offsets, lane, wide.offsets, place, sizes[log]);
      System.arraycopy(seen, lane, wide.seen, place, sizes[log]);
      lane += sizes[log];
      place += now[log];
    }
    return Optional.of(wide);
  }

  /**
   * Returns this for the logs and partitions that another position has: a log that this does not
   * know, since it is an id of an earlier version, begins where the other one is.
   */
  Optional<LogPosition> widenedTo(LogPosition now) {
    if (sizes.length >= now.sizes.length) {
      return widened(now.sizes);
    }
    int known = Arrays.stream(now.sizes).limit(sizes.length).sum();
    return widened(Arrays.copyOf(now.sizes, sizes.length))
        .map(
            wide -> {
              LogPosition all = new LogPosition(now.offsets.clone(), now.seen.clone(), now.sizes);
              System.arraycopy(wide.offsets, 0, all.offsets, 0, known);
              System.arraycopy(wide.seen, 0, all.seen, 0, known);
              return all;
            });
  }

  private int compare(int lane, LogPosition other) {
    int byOffset = Long.compare(offsets[lane], other.offsets[lane]);
    return byOffset != 0 ? byOffset : Integer.compare(seen[lane], other.seen[lane]);
  }

  /** Returns the text that {@link #parse} reads. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(6 * offsets.length).append("1-");
    int log = 0;
    int nextLog = sizes[0];
    for (int lane = 0; lane < offsets.length; lane++) {
      if (lane == nextLog) {
        text.append('-');
        log++;
        nextLog += sizes[log];
      } else if (lane > 0) {
        text.append('.');
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
        && Arrays.equals(sizes, that.sizes)
        && Arrays.equals(offsets, that.offsets)
        && Arrays.equals(seen, that.seen);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(offsets) * 31 + Arrays.hashCode(seen);
  }
}
