package dev.fieldsync.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A reader of server-sent events, as <a
 * href="https://html.spec.whatwg.org/multipage/server-sent-events.html">a browser</a> understands
 * them, with a thread of its own. Thread-safe.
 */
public final class EventStream implements AutoCloseable {

  private final HttpResponse<InputStream> response;
  private final List<Event> events = new CopyOnWriteArrayList<>();
  private final List<String> comments = new CopyOnWriteArrayList<>();
  private volatile @Nullable String lastId;
  private volatile boolean ended;

  private EventStream(HttpResponse<InputStream> response) {
    this.response = response;
  }

  /**
   * An event.
   *
   * @param id the stream's last id at this event
   */
  public record Event(@Nullable String id, String type, String data) {}

  /**
   * Opens a stream; returns when its headers are there.
   *
   * @param headers names and values in turn
   * @throws IllegalStateException when the answer is not 200
   */
  public static EventStream open(String url, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    try {
      HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
      HttpResponse<InputStream> response = http.send(request.build(), BodyHandlers.ofInputStream());
      if (response.statusCode() != 200) {
        response.body().close();
        throw new IllegalStateException("No stream but " + response.statusCode());
      }
      EventStream stream = new EventStream(response);
      Thread reader = new Thread(stream::read, "event-stream");
      reader.setDaemon(true);
      reader.start();
      return stream;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Returns every event so far. */
  public List<Event> events() {
    return List.copyOf(events);
  }

  /** Returns every comment so far. */
  public List<String> comments() {
    return List.copyOf(comments);
  }

  /** Returns what a browser would send as {@code Last-Event-ID}; {@code null} before the first. */
  public @Nullable String lastId() {
    return lastId;
  }

  /** Returns a header of the answer; {@code null} when it is not there. */
  public @Nullable String header(String name) {
    return response.headers().firstValue(name).orElse(null);
  }

  /** Says whether the server or {@link #close()} has ended the stream. */
  public boolean hasEnded() {
    return ended;
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      String id = null;
      String type = "message";
      StringBuilder data = new StringBuilder();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isEmpty()) {
          lastId = id;
          if (!data.isEmpty()) {
            events.add(new Event(id, type, data.toString()));
          }
          type = "message";
          data.setLength(0);
        } else if (line.startsWith(":")) {
          comments.add(line.substring(1).strip());
        } else if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("event: ")) {
          type = line.substring(7);
        } else if (line.startsWith("data: ")) {
          data.append(line.substring(6));
        }
      }
    } catch (IOException e) {
      // The connection ended in the middle, by close() or by the server.
      comments.add("broken: " + e.getMessage());
    } finally {
      ended = true;
    }
  }

  /** Breaks the connection. */
  @Override
  public void close() {
    try {
      response.body().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
