package dev.fieldsync.scenarios.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpServer;
import dev.fieldsync.scenarios.http.Answer;
import dev.fieldsync.scenarios.http.Requests;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpenLoopTest {

  private static final Duration TIME = Duration.ofMillis(400);
  private static final double PER_SECOND = 100;
  private static final int DUE = 40;

  private final CountDownLatch released = new CountDownLatch(1);
  private final AtomicInteger requests = new AtomicInteger();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;
  private boolean stall;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          if (requests.incrementAndGet() == 1 && stall) {
            awaitRelease();
          }
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }

  private void awaitRelease() {
    try {
      released.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  private LoadResult run(int clients) {
    return new OpenLoop(server.getAddress().getPort(), clients, PER_SECOND)
        .run(new Get(), TIME, released::countDown);
  }

  @Test
  void asManyRequestsAreSentAsAreDue() {
    LoadResult result = run(4);

    assertThat(requests).hasValue(DUE);
    assertThat(result.succeeded()).isEqualTo(DUE);
    assertThat(result.faults()).isEmpty();
  }

  /** The only connection is held until the time is over; half of all waited for half of it. */
  @Test
  void whatAStallKeepsBackIsSentLaterAndTimedFromWhenItWasDue() {
    stall = true;

    LoadResult result = run(1);

    assertThat(result.succeeded()).isEqualTo(DUE);
    assertThat(result.maxMs()).isGreaterThanOrEqualTo((double) TIME.toMillis());
    assertThat(result.percentileMs(50)).isGreaterThanOrEqualTo(TIME.toMillis() / 2.0 - 10);
  }

  @Test
  void aRateIsMoreThanNothing() {
    assertThatIllegalArgumentException().isThrownBy(() -> new OpenLoop(1, 1, 0));
  }

  private static final class Get implements Work {

    @Override
    public ByteBuffer next(int client) {
      return Requests.get("/");
    }

    @Override
    public String fault(int client, Answer answer) {
      return answer.status() == 200 ? null : Integer.toString(answer.status());
    }
  }
}
