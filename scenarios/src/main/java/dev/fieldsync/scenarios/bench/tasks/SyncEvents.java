package dev.fieldsync.scenarios.bench.tasks;

import dev.fieldsync.scenarios.process.ScenarioFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Watches a task-agent's syncs by its events (server-sent events), as its page does: the agent is
 * not asked again and again, which would be work of its own.
 */
final class SyncEvents implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String DATA = "data:";

  private final InputStream stream;
  private final CompletableFuture<Long> allSent = new CompletableFuture<>();

  private SyncEvents(InputStream stream) {
    this.stream = stream;
  }

  /** Begins to watch, and returns when the agent has said that it is watched. */
  static SyncEvents open(Calls agent) {
    SyncEvents events = new SyncEvents(agent.stream("/api/sync/events"));
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(events.stream, StandardCharsets.UTF_8));
    events.next(lines);
    Thread reader = new Thread(() -> events.read(lines), "sync-events");
    reader.setDaemon(true);
    reader.start();
    return events;
  }

  private void read(BufferedReader lines) {
    try {
      while (!allSent.isDone()) {
        JsonNode said = next(lines);
        long total = said.path("total").asLong(0);
        long answered = said.path("synced_items").asLong(0) + said.path("failed_items").asLong(0);
        if (total > 0 && answered == total) {
          allSent.complete(System.nanoTime());
        }
      }
    } catch (RuntimeException e) {
      allSent.completeExceptionally(e);
    }
  }

  private JsonNode next(BufferedReader lines) {
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(DATA)) {
          return JSON.readTree(line.substring(DATA.length()));
        }
      }
    } catch (IOException e) {
      throw new ScenarioFailure("The agent's events broke off: " + e.getMessage(), e);
    }
    throw new ScenarioFailure("The agent's events ended");
  }

  /**
   * Waits until all operations were answered.
   *
   * @return the moment, as {@link System#nanoTime} says it
   */
  long awaitAllSent(Duration limit) {
    try {
      return allSent.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new ScenarioFailure("The agent did not sync within " + limit.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw new ScenarioFailure("The agent did not sync: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ScenarioFailure("Interrupted", e);
    }
  }

  @Override
  public void close() {
    try {
      stream.close();
    } catch (IOException e) {
      throw new ScenarioFailure("The agent's events cannot be closed: " + e.getMessage(), e);
    }
  }
}
