package dev.fieldsync.doctor.diagnosis;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What can hold a system up. */
public enum Bottleneck {
  /** A transaction that somebody left open: rows cannot be removed, locks are kept. */
  LONG_TRANSACTION,
  /** Transactions wait for each other's rows. */
  LOCK_CONTENTION,
  /** Making transactions durable takes long. */
  SLOW_COMMIT,
  /** A process has fewer connections than work for them. */
  POOL_STARVED,
  /** Consumers come and go, and partitions move instead of being read. */
  REBALANCES,
  /** One template gets most of the updates, and its updates wait. */
  HOT_KEY,
  /** One partition gets most of the records without one template being the reason. */
  PARTITION_SKEW,
  /** As many calls are made as are allowed. */
  RATE_LIMIT,
  /** More calls could be open at once than the workers may open. */
  TOO_FEW_IN_FLIGHT,
  /** The provider takes so long that no sensible number of open calls makes up for it. */
  SLOW_EXTERNAL_CALL,
  /** Much of the work is work that was done before and failed. */
  RETRY_STORM,
  /** Much of what comes in can never be done. */
  DEAD_LETTER_FLOOD,
  /** A process is busy with its memory. */
  GARBAGE_COLLECTION,
  /** There is no processor left. */
  CPU_SATURATED;

  /** Returns its name in JSON and on the command line. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns what it brings about: not a second bottleneck, but this one seen from elsewhere. */
  Set<Bottleneck> consequences() {
    return switch (this) {
      case LONG_TRANSACTION ->
          EnumSet.of(
              LOCK_CONTENTION,
              POOL_STARVED,
              RETRY_STORM,
              HOT_KEY,
              PARTITION_SKEW,
              DEAD_LETTER_FLOOD,
              CPU_SATURATED);
      case LOCK_CONTENTION ->
          EnumSet.of(POOL_STARVED, RETRY_STORM, HOT_KEY, PARTITION_SKEW, CPU_SATURATED);
      case SLOW_COMMIT -> EnumSet.of(POOL_STARVED, HOT_KEY, PARTITION_SKEW, CPU_SATURATED);
      case REBALANCES -> EnumSet.of(HOT_KEY, PARTITION_SKEW, CPU_SATURATED);
      case HOT_KEY -> EnumSet.of(PARTITION_SKEW, CPU_SATURATED);
      case RETRY_STORM -> EnumSet.of(RATE_LIMIT, DEAD_LETTER_FLOOD, CPU_SATURATED);
      case CPU_SATURATED -> EnumSet.noneOf(Bottleneck.class);
      default -> EnumSet.of(CPU_SATURATED);
    };
  }
}
