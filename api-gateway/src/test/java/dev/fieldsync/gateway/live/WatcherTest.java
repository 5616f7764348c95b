package dev.fieldsync.gateway.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fieldsync.gateway.live.Watcher.Scope;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * Promise: a reader that comes back, to whichever gateway, misses nothing and sees nothing twice.
 */
class WatcherTest {

  private static final Scope SCOPE = new Scope(TestLogs.ORGANIZATION, null);

  /** A reader whose connection breaks after some bytes, or that goes when it has seen enough. */
  private static final class Reader extends OutputStream {

    private final int breaksAfter;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final List<String> ids = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final List<String> types = new ArrayList<>();
    private int enough = Integer.MAX_VALUE;
    private Watcher watcher;

    Reader(int breaksAfter) {
      this.breaksAfter = breaksAfter;
    }

    @Override
    public void write(int one) throws IOException {
      if (received.size() >= breaksAfter) {
        throw new IOException("The connection broke");
      }
      received.write(one);
      if (one == '\n' && received.toString(UTF_8).endsWith("\n\n")) {
        read();
      }
    }

    private void read() {
      String all = received.toString(UTF_8);
      ids.clear();
      names.clear();
      types.clear();
      for (String frame : all.substring(0, all.lastIndexOf("\n\n")).split("\n\n", -1)) {
        for (String line : frame.split("\n", -1)) {
          if (line.startsWith("id: ")) {
            ids.add(line.substring(4));
          } else if (line.startsWith("data: ")) {
            names.add(line.substring(6));
          } else if (line.startsWith("event: ")) {
            types.add(line.substring(7));
          }
        }
      }
      if (names.size() >= enough) {
        watcher.close();
      }
    }

    LogPosition lastId() {
      return ids.isEmpty() ? null : LogPosition.parse(ids.get(ids.size() - 1)).orElseThrow();
    }
  }

  private static Watcher watcher(
      EventRing ring, Watcher.Missed missed, Reader reader, Scope scope) {
    Watcher watcher =
        new Watcher(scope, ring, missed, reader, TestLogs.properties(10), Clock.systemUTC());
    reader.watcher = watcher;
    return watcher;
  }

  private static Watcher.Missed nothingKept() {
    return (from, to, wanted) -> Optional.empty();
  }

  @Test
  void aChainOfBrokenConnectionsOverGatewaysShowsEveryEventOnceAndInEachLanesOrder()
      throws Exception {
    for (int round = 0; round < 30; round++) {
      long seed = System.nanoTime();
      Random random = new Random(seed);
      TestLogs logs = new TestLogs(25);
      List<EventRing> gateways = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        gateways.add(gateway(logs, random));
      }
      List<String> seen = new ArrayList<>();
      List<String> expected = logs.names();
      LogPosition last = TestLogs.START;
      while (seen.size() < expected.size()) {
        Reader reader = new Reader(10 + random.nextInt(4_000));
        reader.enough = expected.size() - seen.size();
        Watcher watcher =
            watcher(
                gateways.get(random.nextInt(gateways.size())),
                (from, to, wanted) -> Optional.of(logs.between(from, to)),
                reader,
                SCOPE);
        try {
          watcher.run(last);
        } catch (IOException broken) {
          assertThat(broken).hasMessage("The connection broke");
        }
        seen.addAll(reader.names);
        last = reader.lastId() == null ? last : reader.lastId();
      }
      assertThat(seen)
          .as("seed %d", seed)
          .doesNotHaveDuplicates()
          .containsExactlyInAnyOrderElementsOf(expected);
      for (int lane = 0; lane < TestLogs.LANES; lane++) {
        String prefix = lane + ":";
        assertThat(seen.stream().filter(name -> name.startsWith(prefix)).toList())
            .as("seed %d", seed)
            .isEqualTo(expected.stream().filter(name -> name.startsWith(prefix)).toList());
      }
    }
  }

  /** Has followed the logs from somewhere, and still has some of that in its ring. */
  private static EventRing gateway(TestLogs logs, Random random) {
    EventRing ring = new EventRing(TestLogs.properties(5 + random.nextInt(300)));
    List<ReadRecord> order = logs.inSomeOrder(random);
    int from = random.nextInt(order.size() / 2);
    LogPosition position = TestLogs.START;
    for (ReadRecord before : order.subList(0, from)) {
      position = position.at(before.lane(), before.offset() + 1);
    }
    ring.restart(position);
    PlacedEvents placed = PlacedEvents.of(order.subList(from, order.size()), position);
    ring.append(placed.events(), placed.end());
    return ring;
  }

  @Test
  void whatIsNotKeptAnyMoreIsAGapAndTheStreamGoesOn() throws Exception {
    EventRing ring = new EventRing(TestLogs.properties(10));
    ring.restart(TestLogs.START.at(0, 50));
    Reader reader = new Reader(Integer.MAX_VALUE);
    reader.enough = 1;

    Watcher.End end = watcher(ring, nothingKept(), reader, SCOPE).run(TestLogs.START);

    assertThat(end).isEqualTo(Watcher.End.CLOSED);
    assertThat(reader.types).containsExactly("gap");
    assertThat(reader.lastId()).isEqualTo(TestLogs.START.at(0, 50));
  }

  @Test
  void eventsOfOthersAreNotShownButMoveTheId() throws Exception {
    EventRing ring = new EventRing(TestLogs.properties(10));
    ring.restart(TestLogs.START);
    LifeEvent foreign =
        new LifeEvent("applied", "globex", TestLogs.TEMPLATE, "foreign".getBytes(UTF_8));
    LifeEvent otherTemplate =
        new LifeEvent("applied", "acme", UUID.randomUUID(), "other".getBytes(UTF_8));
    PlacedEvents placed =
        PlacedEvents.of(
            List.of(
                new ReadRecord(0, 0, 0, null, null, List.of(foreign)),
                new ReadRecord(0, 1, 0, null, null, List.of(otherTemplate)),
                new ReadRecord(0, 2, 0, null, null, List.of(TestLogs.event("ours")))),
            TestLogs.START);
    ring.append(placed.events(), placed.end());
    Reader reader = new Reader(Integer.MAX_VALUE);
    reader.enough = 1;

    watcher(ring, nothingKept(), reader, new Scope("acme", TestLogs.TEMPLATE)).run(TestLogs.START);

    assertThat(reader.names).containsExactly("ours");
    assertThat(reader.lastId().offset(0)).isEqualTo(3);
  }

  @Test
  void aReaderThatTakesNothingHoldsUpNobodyAndIsToldThatItIsTooSlow() throws Exception {
    EventRing ring = new EventRing(TestLogs.properties(10));
    ring.restart(TestLogs.START);
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch writing = new CountDownLatch(1);
    OutputStream stuck =
        new OutputStream() {
          @Override
          public void write(int one) throws IOException {
            writing.countDown();
            try {
              reading.await();
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
          }
        };
    Watcher slow =
        new Watcher(SCOPE, ring, nothingKept(), stuck, TestLogs.properties(10), Clock.systemUTC());
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try {
      Future<Watcher.End> end = threads.submit(() -> slow.run(null));
      writing.await();

      LogPosition position = TestLogs.START;
      for (int offset = 0; offset < 1_000; offset++) {
        PlacedEvents placed = PlacedEvents.of(List.of(TestLogs.record(0, offset, 1)), position);
        position = placed.end();
        ring.append(placed.events(), position);
      }
      reading.countDown();

      assertThat(end.get()).isEqualTo(Watcher.End.TOO_SLOW);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aBrokenConnectionEndsTheStream() {
    EventRing ring = new EventRing(TestLogs.properties(10));
    ring.restart(TestLogs.START);

    assertThatThrownBy(() -> watcher(ring, nothingKept(), new Reader(0), SCOPE).run(null))
        .isInstanceOf(IOException.class);
  }
}
