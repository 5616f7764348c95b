package dev.fieldsync.scenarios.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.fieldsync.scenarios.http.Answer;
import dev.fieldsync.scenarios.http.Requests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClosedLoopTest {

  private static final Duration LONG = Duration.ofMinutes(1);

  private final AtomicInteger requests = new AtomicInteger();
  private HttpServer server;
  private ClosedLoop loop;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          boolean refused = requests.incrementAndGet() % 10 == 0;
          if (requests.get() % 7 == 0) {
            exchange.getResponseHeaders().set("Connection", "close");
          }
          exchange.sendResponseHeaders(refused ? 409 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    loop = new ClosedLoop(server.getAddress().getPort(), 4);
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void everyClientSendsItsNextRequestAfterTheAnswerToTheLastUntilItIsDone() {
    AtomicInteger ends = new AtomicInteger();

    LoadResult result = loop.run(new Echo(25), LONG, ends::incrementAndGet);

    assertThat(requests).hasValue(100);
    assertThat(result.succeeded()).isEqualTo(90);
    assertThat(result.faults()).containsOnlyKeys("409").containsEntry("409", 10L);
    assertThat(result.perSecond()).isEqualTo(90 / result.seconds());
    assertThat(result.percentileMs(50)).isLessThanOrEqualTo(result.maxMs());
    assertThat(ends).hasValue(1);
  }

  @Test
  void whatIsUnderWayWhenTheTimeIsOverIsAwaited() {
    AtomicInteger ends = new AtomicInteger();
    Echo echo = new Echo(Integer.MAX_VALUE);

    loop.run(echo, Duration.ofMillis(50), ends::incrementAndGet);

    assertThat(requests).hasValue(echo.checked);
    assertThat(ends).hasValue(1);
  }

  @Test
  void aServerThatIsNotThereIsAFailure() {
    server.stop(0);

    assertThatThrownBy(() -> loop.run(new Echo(1), LONG, () -> {}))
        .isInstanceOf(UncheckedIOException.class);
  }

  /** Sends a text and wants it back. */
  private static final class Echo implements Work {

    private final int each;
    private final int[] sent = new int[4];
    private int checked;

    Echo(int each) {
      this.each = each;
    }

    @Override
    public ByteBuffer next(int client) {
      return sent[client] == each
          ? null
          : Requests.json(
              "POST", "/echo", "{\"client\":" + client + ",\"n\":" + ++sent[client] + "}");
    }

    @Override
    public String fault(int client, Answer answer) {
      checked++;
      assertThat(answer.text()).isEqualTo("{\"client\":" + client + ",\"n\":" + sent[client] + "}");
      return answer.status() == 200 ? null : Integer.toString(answer.status());
    }
  }
}
