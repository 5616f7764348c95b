package dev.fieldsync.cachesync;

import java.util.concurrent.CompletableFuture;

/** What futures lack. */
final class Futures {

  private Futures() {}

  /** Completes one future as another one completes. */
  static void forward(CompletableFuture<Void> from, CompletableFuture<Void> to) {
    var unused =
        from.whenComplete(
            (done, error) -> {
              if (error == null) {
                to.complete(null);
              } else {
                to.completeExceptionally(error);
              }
            });
  }
}
