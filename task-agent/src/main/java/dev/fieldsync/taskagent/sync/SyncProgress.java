package dev.fieldsync.taskagent.sync;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fieldsync.taskagent.queue.QueuedOperation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How far one run is. Written by the run, read by those who watch; thread-safe. */
final class SyncProgress {

  private static final int MAX_ERRORS = 100;

  private final long total;
  private final Runnable told;
  private long synced;
  private long failed;
  private long pulled;
  private final List<SyncError> errors = new ArrayList<>();

  /**
   * Begins.
   *
   * @param total operations to send
   * @param told is run after each step that is worth telling
   */
  SyncProgress(long total, Runnable told) {
    this.total = total;
    this.told = told;
  }

  /** A moment of it. */
  record View(
      long total,
      @JsonProperty("synced_items") long synced,
      @JsonProperty("failed_items") long failed,
      @JsonProperty("pulled_items") long pulled,
      List<SyncError> errors) {}

  synchronized View view() {
    return new View(total, synced, failed, pulled, List.copyOf(errors));
  }

  synchronized void synced() {
    synced++;
  }

  synchronized void failed(QueuedOperation operation, String error, Instant at) {
    failed++;
    if (errors.size() < MAX_ERRORS) {
      errors.add(
          new SyncError(operation.id(), operation.taskId(), operation.operation(), error, at));
    }
  }

  void batchDone() {
    told.run();
  }

  void pulled(int count) {
    synchronized (this) {
      pulled += count;
    }
    told.run();
  }
}
