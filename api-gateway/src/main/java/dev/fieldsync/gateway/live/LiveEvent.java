package dev.fieldsync.gateway.live;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** An event with its place in the logs. Immutable, thread-safe. */
final class LiveEvent {

  /** Roughly what one costs besides its JSON: position, frame and objects, in bytes. */
  private static final int OVERHEAD = 800;

  private final LifeEvent event;
  private final int lane;
  private final long offset;
  private final int index;
  private final LogPosition position;

  /** Made when the first watcher wants it, the same for all. */
  private volatile byte @Nullable [] frame;

  LiveEvent(LifeEvent event, int lane, long offset, int index, LogPosition position) {
    this.event = event;
    this.lane = lane;
    this.offset = offset;
    this.index = index;
    this.position = position;
  }

  LifeEvent event() {
    return event;
  }

  /** Returns how far one has come who has seen this and all before it in the ring. */
  LogPosition position() {
    return position;
  }

  boolean isIn(LogPosition seen) {
    return seen.includes(lane, offset, index);
  }

  /** Returns how much memory this takes, in bytes. */
  int weight() {
    return OVERHEAD + 2 * event.json().length;
  }

  /** Returns the frame for one who has come as far as {@link #position()}. */
  byte[] frame() {
    byte[] made = frame;
    if (made == null) {
      made = frame(position);
      frame = made;
    }
    return made;
  }

  /** Returns the frame for one who has come further in other lanes. */
  byte[] frame(LogPosition id) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(event.json().length + 256);
    bytes.writeBytes(
        ("id: " + id + "\nevent: " + event.type() + "\ndata: ").getBytes(StandardCharsets.UTF_8));
    bytes.writeBytes(event.json());
    bytes.write('\n');
    bytes.write('\n');
    return bytes.toByteArray();
  }
}
