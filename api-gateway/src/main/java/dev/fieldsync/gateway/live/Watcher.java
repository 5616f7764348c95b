package dev.fieldsync.gateway.live;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One stream: takes events out of the ring at its own pace and writes them, on its own thread. Not
 * thread-safe, but for {@link #close()}.
 */
final class Watcher {

  private static final int MAX_WRITE = 64 * 1024;

  /** What happens within this time goes out in one write. */
  private static final long GATHER_MS = 20;

  /** How soon a closed stream ends. */
  private static final long LOOK_MS = 500;

  private final Scope scope;
  private final EventRing ring;
  private final Missed missed;
  private final OutputStream out;
  private final LiveProperties properties;
  private final Clock clock;
  private final ByteArrayOutputStream unwritten = new ByteArrayOutputStream();

  private volatile boolean closed;
  private long lastWrite = System.nanoTime();
  private @Nullable LogPosition position;
  private boolean level;

  /** What a stream shows: one organization's events, or those of one template or campaign. */
  record Scope(String organizationId, @Nullable UUID subjectId) implements Predicate<LifeEvent> {

    @Override
    public boolean test(LifeEvent event) {
      return event.organizationId().equals(organizationId)
          && (subjectId == null || event.subjectId().equals(subjectId));
    }
  }

  /** Finds what is not in the ring any more. */
  interface Missed {

    /** Returns what lies between two positions; empty when that cannot be told any more. */
    Optional<PlacedEvents> read(LogPosition from, LogPosition to, Predicate<LifeEvent> wanted)
        throws InterruptedException;
  }

  Watcher(
      Scope scope,
      EventRing ring,
      Missed missed,
      OutputStream out,
      LiveProperties properties,
      Clock clock) {
    this.scope = scope;
    this.ring = ring;
    this.missed = missed;
    this.out = out;
    this.properties = properties;
    this.clock = clock;
  }

  /** Why a stream ended. */
  enum End {
    /** The server stops. */
    CLOSED,
    /** It was open for the longest time allowed. */
    AGED,
    /** What it would have read next is gone: it is slower than things happen. */
    TOO_SLOW
  }

  /** Ends the stream soon. Thread-safe. */
  void close() {
    closed = true;
  }

  /**
   * Writes until the stream ends.
   *
   * @param seen what its reader has seen before, {@code null} to begin now
   * @throws IOException when the reader is gone, or does not take anything for too long
   */
  End run(@Nullable LogPosition seen) throws IOException, InterruptedException {
    long began = System.nanoTime();
    long cursor = begin(seen);
    while (!closed) {
      if (System.nanoTime() - began > properties.maxDuration().toNanos()) {
        return End.AGED;
      }
      Optional<EventRing.Batch> read = ring.read(cursor, LOOK_MS);
      if (read.isEmpty()) {
        return End.TOO_SLOW;
      }
      cursor = read.get().next();
      read.get().events().forEach(this::add);
      LogPosition tail = read.get().tail();
      if (tail != null) {
        advance(tail);
      }
      if (unwritten.size() > 0) {
        flush();
        TimeUnit.MILLISECONDS.sleep(GATHER_MS);
      } else {
        maybeHeartbeat();
      }
    }
    return End.CLOSED;
  }

  /** Catches up with the ring and returns the cursor to go on from. */
  private long begin(@Nullable LogPosition seen) throws IOException, InterruptedException {
    Optional<EventRing.State> found = ring.awaitState(LOOK_MS);
    while (found.isEmpty() && !closed) {
      maybeHeartbeat();
      found = ring.awaitState(LOOK_MS);
    }
    if (found.isEmpty()) {
      return 0;
    }
    EventRing.State state = found.get();
    if (seen == null) {
      position = state.tail();
      writeId();
      return state.next();
    }
    Optional<LogPosition> from = seen.widenedTo(state.tail());
    if (from.isPresent() && from.get().covers(state.start()) && state.tail().covers(from.get())) {
      position = from.get();
      writeId();
      return state.oldest();
    }
    Optional<PlacedEvents> read =
        from.isEmpty() ? Optional.empty() : missed.read(from.get(), state.tail(), scope);
    if (read.isEmpty()) {
      position = state.tail();
      writeGap(state.tail());
    } else {
      position = from.get();
      read.get().events().forEach(this::add);
      advance(read.get().end());
      writeId();
    }
    level = false;
    return state.next();
  }

  private void add(LiveEvent live) {
    LogPosition before = position;
    if (before == null || live.isIn(before)) {
      return;
    }
    advance(live.position());
    if (scope.test(live.event())) {
      unwritten.writeBytes(level || position == null ? live.frame() : live.frame(position));
    }
  }

  /** Whoever comes from another gateway may be ahead in some lanes until the ring has caught up. */
  private void advance(LogPosition to) {
    LogPosition before = position;
    level = level || before == null || to.covers(before);
    position = level || before == null ? to : before.max(to);
  }

  /** Tells where the stream stands, so that also one without events can be resumed. */
  private void writeId() throws IOException {
    unwritten.writeBytes(text("id: " + position + "\n\n"));
    flush();
  }

  private void maybeHeartbeat() throws IOException {
    if (System.nanoTime() - lastWrite > properties.heartbeat().toNanos()) {
      unwritten.writeBytes(
          text(": heartbeat\n" + (position == null ? "" : "id: " + position + "\n") + "\n"));
      flush();
    }
  }

  private void writeGap(LogPosition goesOnAt) throws IOException {
    unwritten.writeBytes(
        text(
            "id: "
                + goesOnAt
                + "\nevent: gap\ndata: {\"type\":\"gap\",\"at\":\""
                + clock.instant()
                + "\",\"reason\":\"More has happened since than can be told again, or it is not kept"
                + " any more. Read again what you show.\"}\n\n"));
    flush();
  }

  private void flush() throws IOException {
    byte[] bytes = unwritten.toByteArray();
    unwritten.reset();
    for (int at = 0; at < bytes.length; at += MAX_WRITE) {
      out.write(bytes, at, Math.min(MAX_WRITE, bytes.length - at));
      out.flush();
    }
    lastWrite = System.nanoTime();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
