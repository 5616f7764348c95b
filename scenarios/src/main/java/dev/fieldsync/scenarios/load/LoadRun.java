package dev.fieldsync.scenarios.load;

import dev.fieldsync.scenarios.http.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** One run of {@link Work} against a server on this machine, in the calling thread. */
final class LoadRun {

  /** After this long without any answer the server counts as stuck. */
  private static final long SILENCE_NANOS = Duration.ofSeconds(30).toNanos();

  private static final long MILLI = 1_000_000;

  /** How long to sleep when a selector's milliseconds are too coarse. */
  private static final long NAP_NANOS = 50_000;

  private final InetSocketAddress server;
  private final int clients;
  private final Work work;
  private final Pace pace;
  private final Runnable atEnd;
  private final LoadResult result = new LoadResult();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);
  private final long begin;
  private final long end;

  /** Clients that are waiting for something to be due. */
  private final Deque<Client> idle = new ArrayDeque<>();

  private int awaited;
  private long heardAt;
  private boolean over;

  /**
   * Prepares a run.
   *
   * @param begin when it begins, as by {@link System#nanoTime()}
   * @param atEnd is run when the time is over or all is done, before the last answers are awaited
   */
  LoadRun(int port, int clients, Work work, Pace pace, long begin, Duration time, Runnable atEnd) {
    this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    this.clients = clients;
    this.work = work;
    this.pace = pace;
    this.atEnd = atEnd;
    this.begin = begin;
    this.end = begin + time.toNanos();
    this.heardAt = begin;
  }

  /**
   * Runs until every client is done or the time is over; requests under way at that moment are
   * awaited and checked.
   *
   * @throws UncheckedIOException when a connection breaks or the server is stuck
   */
  LoadResult toEnd() {
    List<Client> all = new ArrayList<>();
    try (Selector selector = Selector.open()) {
      for (int i = 0; i < clients; i++) {
        all.add(new Client(i, server, selector));
      }
      try {
        idle.addAll(all);
        sendDue();
        while (awaited > 0 || isMoreToCome()) {
          proceed(selector);
          sendDue();
        }
        maybeEnd(true);
        return result;
      } finally {
        for (Client client : all) {
          client.close();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The load on " + server + " was cut off: " + e, e);
    }
  }

  private boolean isMoreToCome() {
    return !idle.isEmpty() && pace.due(System.nanoTime()) < end;
  }

  private void sendDue() throws IOException {
    while (!idle.isEmpty()) {
      long now = System.nanoTime();
      long due = pace.due(now);
      if (due > now || due >= end) {
        return;
      }
      Client client = idle.removeFirst();
      ByteBuffer next = work.next(client.number());
      // A client without another request is done, and idle no more.
      if (next != null) {
        pace.sent();
        client.send(next, due);
        awaited++;
      }
    }
  }

  private void proceed(Selector selector) throws IOException {
    int ready = select(selector);
    maybeEnd(false);
    long now = System.nanoTime();
    if (ready == 0) {
      if (awaited > 0 && now - heardAt > SILENCE_NANOS) {
        throw new IOException("no answer within " + SILENCE_NANOS / 1_000_000_000 + " s");
      }
      return;
    }
    heardAt = now;
    for (SelectionKey key : selector.selectedKeys()) {
      Client client = (Client) key.attachment();
      Answer answer = key.isValid() ? client.proceed(key, buffer) : null;
      if (answer != null) {
        answered(client, answer);
      }
    }
    selector.selectedKeys().clear();
  }

  /** Waits for an answer, the next request or the end, whatever comes first. */
  private int select(Selector selector) throws IOException {
    long now = System.nanoTime();
    long wait = over ? SILENCE_NANOS : Math.min(SILENCE_NANOS, end - now);
    if (!idle.isEmpty() && !over) {
      wait = Math.min(wait, pace.due(now) - now);
    }
    if (wait >= MILLI) {
      return selector.select(wait / MILLI);
    }
    int ready = selector.selectNow();
    if (ready == 0 && wait > 0) {
      LockSupport.parkNanos(Math.min(wait, NAP_NANOS));
    }
    return ready;
  }

  private void maybeEnd(boolean allDone) {
    long now = System.nanoTime();
    if (!over && (allDone || now >= end)) {
      over = true;
      result.ended((now - begin) / 1e9);
      atEnd.run();
    }
  }

  private void answered(Client client, Answer answer) {
    long nanos = System.nanoTime() - client.dueAt();
    awaited--;
    idle.addLast(client);
    String fault = work.fault(client.number(), answer);
    if (fault != null) {
      result.fault(fault, nanos);
    } else if (!over || pace.drains()) {
      result.success(nanos);
    }
  }
}
