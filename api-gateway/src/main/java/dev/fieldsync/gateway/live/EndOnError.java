package dev.fieldsync.gateway.live;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

/**
 * A stream whose reader is gone is complete; otherwise the server would send its error page into
 * it.
 */
final class EndOnError implements AsyncListener {

  @Override
  public void onError(AsyncEvent event) {
    event.getAsyncContext().complete();
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    event.getAsyncContext().complete();
  }

  @Override
  public void onComplete(AsyncEvent event) {}

  @Override
  public void onStartAsync(AsyncEvent event) {}
}
