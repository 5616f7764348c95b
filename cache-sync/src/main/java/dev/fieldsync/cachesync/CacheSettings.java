package dev.fieldsync.cachesync;

import dev.fieldsync.cachesync.codec.PlainValues;
import dev.fieldsync.cachesync.codec.ValueCodec;
import dev.fieldsync.cachesync.key.KeyFilter;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * How one registered cache takes part. Immutable; begin with {@link #plain} or {@link #of}.
 *
 * @param group the sync group: caches of the same group are kept the same; 1 to 200 characters
 * @param codec of the values
 * @param conflict what is shown of concurrent writes; null for that of {@link SyncOptions}
 * @param filter the keys that this node wants; others are neither kept nor asked for
 * @param priority of a key; changes of higher ones are sent first
 * @param outsideChanges what changes in the cache mean that did not come through the synchronizer
 * @param missingEntries what it means when an entry is no longer in the cache
 * @param <V> the values
 */
public record CacheSettings<V>(
    String group,
    ValueCodec<V> codec,
    @Nullable Conflict<V> conflict,
    KeyFilter filter,
    ToIntFunction<String> priority,
    OutsideChanges outsideChanges,
    MissingEntries missingEntries) {

  /** The group of caches that name none. */
  public static final String DEFAULT_GROUP = "default";

  /** Checks the group's name. */
  public CacheSettings {
    if (group.isEmpty() || group.length() > 200) {
      throw new IllegalArgumentException("A group's name has 1 to 200 characters");
    }
  }

  /** Texts, numbers, booleans, bytes, lists and maps of them, in the group {@code default}. */
  public static CacheSettings<Object> plain() {
    return of(new PlainValues());
  }

  /** Values of a codec, in the group {@code default}. */
  public static <V> CacheSettings<V> of(ValueCodec<V> codec) {
    return new CacheSettings<>(
        DEFAULT_GROUP,
        codec,
        null,
        KeyFilter.ALL,
        key -> 0,
        OutsideChanges.ADOPT,
        MissingEntries.IGNORE);
  }

  /** Returns the same in another group. */
  public CacheSettings<V> withGroup(String name) {
    return new CacheSettings<>(
        name, codec, conflict, filter, priority, outsideChanges, missingEntries);
  }

  /** Returns the same with an answer to concurrent writes of its own. */
  public CacheSettings<V> withConflict(Conflict<V> other) {
    return new CacheSettings<>(
        group, codec, other, filter, priority, outsideChanges, missingEntries);
  }

  /** Returns the same for some keys only. */
  public CacheSettings<V> withFilter(KeyFilter keys) {
    return new CacheSettings<>(
        group, codec, conflict, keys, priority, outsideChanges, missingEntries);
  }

  /** Returns the same with keys of different urgency. */
  public CacheSettings<V> withPriority(ToIntFunction<String> byKey) {
    return new CacheSettings<>(
        group, codec, conflict, filter, byKey, outsideChanges, missingEntries);
  }

  /** Returns the same with another meaning of changes in the cache. */
  public CacheSettings<V> withOutsideChanges(OutsideChanges meaning) {
    return new CacheSettings<>(group, codec, conflict, filter, priority, meaning, missingEntries);
  }

  /** Returns the same with another meaning of missing entries. */
  public CacheSettings<V> withMissingEntries(MissingEntries meaning) {
    return new CacheSettings<>(group, codec, conflict, filter, priority, outsideChanges, meaning);
  }
}
