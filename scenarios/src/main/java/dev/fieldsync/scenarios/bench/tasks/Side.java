package dev.fieldsync.scenarios.bench.tasks;

import dev.fieldsync.scenarios.load.Work;
import java.util.Set;

/** A device with its server. */
interface Side {

  /** Returns whose they are. */
  SideName name();

  /** Returns the processes that work for it, as the processor meter calls them. */
  Set<String> processes();

  /** Returns those of them that outlive a device. */
  Set<String> servers();

  /** Returns what many devices would send to the servers, to warm them up. */
  Batches batches();

  /**
   * Requests that bring new tasks.
   *
   * @param size tasks in each
   */
  record Batches(int port, Work work, int size) {}

  /**
   * Lets a new device work offline.
   *
   * @param round what its tasks are called by
   */
  Device offline(String round);

  /** A device that was offline and has all of its operations waiting; its process ends with it. */
  interface Device extends AutoCloseable {

    /** Goes online and returns when nothing waits any more. */
    Sync sync();

    /** Asks the server itself and returns how many of the device's tasks it does not have. */
    long missing();

    @Override
    void close();
  }
}
