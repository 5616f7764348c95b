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
import java.util.ArrayList;
import java.util.List;

/** Runs {@link Work} against a server on this machine, in the calling thread. */
public final class ClosedLoop {

  /** After this long without any answer the server counts as stuck. */
  private static final Duration SILENCE = Duration.ofSeconds(30);

  private final InetSocketAddress server;
  private final int clients;

  /** Prepares a loop; nothing is connected yet. */
  public ClosedLoop(int port, int clients) {
    this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    this.clients = clients;
  }

  /**
   * Runs until every client is done or the time is over; requests under way at that moment are
   * awaited and checked, and count as faults or in nothing.
   *
   * @param atEnd is run when the time is over or all are done, before the last answers are awaited
   * @throws UncheckedIOException when a connection breaks or the server is stuck
   */
  public LoadResult run(Work work, Duration time, Runnable atEnd) {
    try (Selector selector = Selector.open()) {
      return new Run(selector, work, time, atEnd).toEnd();
    } catch (IOException e) {
      throw new UncheckedIOException("The load on " + server + " was cut off: " + e, e);
    }
  }

  private final class Run {

    private final Selector selector;
    private final Work work;
    private final Runnable atEnd;
    private final LoadResult result = new LoadResult();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);
    private final long begin = System.nanoTime();
    private final long time;
    private int awaited;
    private boolean over;

    Run(Selector selector, Work work, Duration time, Runnable atEnd) {
      this.selector = selector;
      this.work = work;
      this.time = time.toNanos();
      this.atEnd = atEnd;
    }

    LoadResult toEnd() throws IOException {
      List<Client> all = new ArrayList<>();
      try {
        for (int i = 0; i < clients; i++) {
          Client client = new Client(i, server, selector);
          all.add(client);
          sendNext(client);
        }
        while (awaited > 0) {
          proceed();
        }
        maybeEnd(true);
        return result;
      } finally {
        for (Client client : all) {
          client.close();
        }
      }
    }

    private void proceed() throws IOException {
      long left = over ? SILENCE.toMillis() : (begin + time - System.nanoTime()) / 1_000_000 + 1;
      boolean silent = over || left > SILENCE.toMillis();
      int ready = selector.select(Math.max(1, Math.min(left, SILENCE.toMillis())));
      maybeEnd(false);
      if (ready == 0 && silent) {
        throw new IOException("no answer within " + SILENCE.toSeconds() + " s");
      }
      for (SelectionKey key : selector.selectedKeys()) {
        Client client = (Client) key.attachment();
        Answer answer = key.isValid() ? client.proceed(key, buffer) : null;
        if (answer != null) {
          answered(client, answer);
        }
      }
      selector.selectedKeys().clear();
    }

    private void maybeEnd(boolean allDone) {
      long spent = System.nanoTime() - begin;
      if (!over && (allDone || spent >= time)) {
        over = true;
        result.ended(spent / 1e9);
        atEnd.run();
      }
    }

    private void answered(Client client, Answer answer) throws IOException {
      long nanos = System.nanoTime() - client.sentAt();
      awaited--;
      String fault = work.fault(client.number(), answer);
      if (fault != null) {
        result.fault(fault, nanos);
      } else if (!over) {
        result.success(nanos);
      }
      sendNext(client);
    }

    private void sendNext(Client client) throws IOException {
      ByteBuffer next = over ? null : work.next(client.number());
      if (next != null) {
        client.send(next);
        awaited++;
      }
    }
  }
}
