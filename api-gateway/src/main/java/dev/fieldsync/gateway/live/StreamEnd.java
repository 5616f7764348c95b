package dev.fieldsync.gateway.live;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Completes a request once, whoever is first: the thread that writes, or the server that finds the
 * connection broken. Otherwise the server would send its error page into the stream. Thread-safe.
 */
final class StreamEnd implements AsyncListener {

  private static final Logger log = LoggerFactory.getLogger(StreamEnd.class);

  private final AsyncContext stream;
  private final AtomicBoolean ended = new AtomicBoolean();

  private StreamEnd(AsyncContext stream) {
    this.stream = stream;
  }

  /** Takes over the end of a request, which from now on has no time limit. */
  static StreamEnd of(AsyncContext stream) {
    StreamEnd end = new StreamEnd(stream);
    stream.setTimeout(0);
    stream.addListener(end);
    return end;
  }

  void end() {
    if (ended.compareAndSet(false, true)) {
      try {
        stream.complete();
      } catch (IllegalStateException e) {
        log.atDebug().setCause(e).log("The server had ended a live stream itself");
      }
    }
  }

  @Override
  public void onError(AsyncEvent event) {
    end();
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    end();
  }

  @Override
  public void onComplete(AsyncEvent event) {
    ended.set(true);
  }

  @Override
  public void onStartAsync(AsyncEvent event) {}
}
