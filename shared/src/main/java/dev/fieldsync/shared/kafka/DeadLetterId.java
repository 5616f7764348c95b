package dev.fieldsync.shared.kafka;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The identity of a dead letter, which follows from where its record stood: however often a record
 * is put aside, it is one dead letter, and whoever puts it aside can name it.
 */
public final class DeadLetterId {

  /**
   * The header by which a replayed record names the dead letter that it comes from, a UUID as text.
   */
  public static final String REPLAY_OF_HEADER = "fieldsync-replay-of";

  private DeadLetterId() {}

  /**
   * Returns the id, a name-based UUID.
   *
   * @param timestamp the record's own time in milliseconds; it tells the records of a topic that
   *     was deleted from those of a new one with the same name
   */
  public static UUID of(String topic, int partition, long offset, long timestamp) {
    String name = "dead letter\n%s\n%d\n%d\n%d".formatted(topic, partition, offset, timestamp);
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }
}
