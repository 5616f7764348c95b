package dev.fieldsync.local.dashboard;

import static org.awaitility.Awaitility.await;

import dev.fieldsync.local.journey.ApiClient;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Sends updates of one template at a pace, for people to watch. */
final class UpdateStream {

  private static final int IN_FLIGHT = 64;
  private static final int ACCEPTED = 202;

  private final ApiClient api;
  private final String path;
  private final int perSecond;
  private final Semaphore permits = new Semaphore(IN_FLIGHT);
  private final AtomicInteger accepted = new AtomicInteger();
  private int seconds;

  UpdateStream(ApiClient api, String templateId, int perSecond) {
    this.api = api;
    this.path = "/api/templates/" + templateId;
    this.perSecond = perSecond;
  }

  /** Sends for so long; returns when all was answered. */
  void runFor(int seconds) throws InterruptedException {
    this.seconds = seconds;
    long begin = System.nanoTime();
    long end = begin + seconds * 1_000_000_000L;
    for (int i = 0; System.nanoTime() < end; i++) {
      long due = begin + i * 1_000_000_000L / perSecond;
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      send(i);
    }
    permits.acquire(IN_FLIGHT);
    permits.release(IN_FLIGHT);
  }

  private void send(int number) throws InterruptedException {
    permits.acquire();
    CompletableFuture<?> unused =
        api.patchAsync(
                path,
                "{\"name\": \"Busy, update %d\"}".formatted(number),
                "Prefer",
                "respond-async",
                "X-Actor",
                "User B")
            .whenComplete(
                (answer, error) -> {
                  permits.release();
                  if (error == null && answer.status() == ACCEPTED) {
                    accepted.incrementAndGet();
                  }
                });
  }

  double acceptedPerSecond() {
    return (double) accepted.get() / seconds;
  }

  /** Waits until nothing is under way any more. */
  void awaitStored() {
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> api.get("/api/stats").json().get("activeUpdates").intValue() == 0);
  }
}
