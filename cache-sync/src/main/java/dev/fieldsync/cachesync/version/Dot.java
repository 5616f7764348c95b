package dev.fieldsync.cachesync.version;

/**
 * The name of one write: the how-manieth of one actor.
 *
 * <p>An actor is a node between two losses of its memory, {@code node#incarnation}: a node that has
 * forgotten how far it had counted never counts under the old name again.
 *
 * @param actor who wrote
 * @param counter from 1
 */
public record Dot(String actor, long counter) {

  private static final char INCARNATION = '#';

  /** Returns the name of a node's incarnation. */
  public static String actor(String node, long incarnation) {
    return node + INCARNATION + Long.toUnsignedString(incarnation, Character.MAX_RADIX);
  }

  /**
   * Says whether an actor is none of ours but told of by an application, which counts every key's
   * versions for itself.
   */
  static boolean isForeign(String actor) {
    return actor.indexOf(INCARNATION) < 0;
  }

  /** Says whether an application has told of the write, of which nobody knows what it had seen. */
  public boolean isForeign() {
    return isForeign(actor);
  }

  /** Returns the node that wrote. */
  public String node() {
    int end = actor.lastIndexOf(INCARNATION);
    return end < 0 ? actor : actor.substring(0, end);
  }
}
