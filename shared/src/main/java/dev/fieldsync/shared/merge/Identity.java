package dev.fieldsync.shared.merge;

import java.util.Comparator;

/**
 * What an array element is recognized by, wherever it is in its document.
 *
 * @param array the name of the property whose array it is in
 * @param id as {@link KeyedArray#idOf} has it
 */
record Identity(String array, String id) implements Comparable<Identity> {

  private static final Comparator<Identity> ORDER =
      Comparator.comparing(Identity::array).thenComparing(Identity::id);

  /** An order lets hash maps stay fast when somebody chooses ids whose hashes are the same. */
  @Override
  public int compareTo(Identity other) {
    return ORDER.compare(this, other);
  }
}
