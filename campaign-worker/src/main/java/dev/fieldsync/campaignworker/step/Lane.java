package dev.fieldsync.campaignworker.step;

import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What steps call, and how much of it there may be. Compared by its key.
 *
 * @param key {@code provider:<name>}, or {@code local} for what calls nothing
 * @param maxPerSecond calls of all workers together, {@code null} for no such limit
 * @param free how many more calls this worker may open now
 */
public record Lane(String key, @Nullable Integer maxPerSecond, IntSupplier free) {

  /** For steps that call nothing. */
  public static final Lane LOCAL = new Lane("local", null, () -> Integer.MAX_VALUE);

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Lane lane && lane.key.equals(key);
  }

  @Override
  public int hashCode() {
    return key.hashCode();
  }
}
