package dev.fieldsync.cachesync.version;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One written value. Immutable; the bytes are not copied and must not be changed.
 *
 * @param dot its name
 * @param time of the {@link HybridClock}
 * @param deleted whether the write removed the key
 * @param bytes the encoded value; null when deleted, and when the bytes were found damaged and are
 *     waited for
 * @param checksum of the bytes as they were written; 0 when deleted
 */
@SuppressWarnings(
    "ArrayRecordComponent") // The same bytes are the same array; others are compared by checksum.
public record Version(Dot dot, long time, boolean deleted, byte @Nullable [] bytes, long checksum) {

  /** From the oldest to the newest; a total order that every node finds the same. */
  public static final Comparator<Version> BY_TIME =
      Comparator.comparingLong(Version::time)
          .thenComparing(version -> version.dot().actor())
          .thenComparingLong(version -> version.dot().counter())
          .thenComparingLong(Version::checksum);

  /** Makes a version of a value. */
  public static Version of(Dot dot, long time, byte[] bytes) {
    return new Version(dot, time, false, bytes, Checksum.of(bytes));
  }

  /** Makes a tombstone. */
  public static Version deleted(Dot dot, long time) {
    return new Version(dot, time, true, null, 0);
  }

  /** Says whether the value is not to be had here. */
  public boolean isDamaged() {
    return !deleted && bytes == null;
  }

  /** Says whether the bytes are those that were written. */
  public boolean isIntact() {
    return deleted || (bytes != null && Checksum.of(bytes) == checksum);
  }

  /** Returns the same version without its bytes. */
  public Version damaged() {
    return new Version(dot, time, deleted, null, checksum);
  }

  /** Returns the better of two versions of the same dot, the same from both sides. */
  Version better(Version other) {
    int order = BY_TIME.compare(this, other);
    if (order != 0) {
      return order > 0 ? this : other;
    }
    return isDamaged() ? other : this;
  }
}
