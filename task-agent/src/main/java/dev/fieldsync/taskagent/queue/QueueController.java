package dev.fieldsync.taskagent.queue;

import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What waits to be sent. */
@RestController
@RequestMapping("/api/sync/queue")
class QueueController {

  private static final int MAX_SHOWN = 100;

  private final WaitingOperations operations;
  private final SyncQueue queue;

  QueueController(WaitingOperations operations, SyncQueue queue) {
    this.operations = operations;
    this.queue = queue;
  }

  /**
   * A part of the queue.
   *
   * @param items those that come first, in the order in which they are sent
   * @param total how many there are
   */
  record Page(List<WaitingOperation> items, long total) {}

  @GetMapping
  Page waiting() {
    return new Page(operations.first(MAX_SHOWN), queue.waiting());
  }
}
