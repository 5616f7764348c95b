package dev.fieldsync.cachesync.engine;

import dev.fieldsync.cachesync.replica.Replica;

/** Looks after every entry of a replica once an interval, some at a time. For one thread. */
final class Scrub {

  private final Replica replica;
  private final Surroundings node;
  private long doneAt;
  private double leavesDue;

  Scrub(Replica replica, Surroundings node) {
    this.replica = replica;
    this.node = node;
    this.doneAt = node.ownClock();
  }

  void tick(long now) {
    int leaves = 1 << (4 * replica.settings().treeDepth());
    double part = (double) (now - doneAt) / node.settings().scrubInterval().toMillis();
    leavesDue = Math.max(0, Math.min(leavesDue + leaves * part, leaves));
    doneAt = now;
    int due = (int) leavesDue;
    leavesDue -= due;
    int damagedBefore = replica.damaged();
    replica.tend(due, node.now());
    node.counters().damaged += Math.max(0, replica.damaged() - damagedBefore);
  }
}
