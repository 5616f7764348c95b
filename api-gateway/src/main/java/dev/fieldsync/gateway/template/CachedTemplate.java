package dev.fieldsync.gateway.template;

import java.util.concurrent.atomic.AtomicLong;

/** A template in memory, and since when it is known to be current. Thread-safe. */
final class CachedTemplate {

  private final StoredTemplate stored;
  private final long number;
  private final long begun;
  private final long ended;
  private final AtomicLong validated;
  private volatile boolean read;

  /**
   * Makes an entry.
   *
   * @param begun monotonic time before its query was sent
   * @param ended monotonic time after its query had returned
   */
  CachedTemplate(StoredTemplate stored, long begun, long ended) {
    this.stored = stored;
    this.number = stored.version().number();
    this.begun = begun;
    this.ended = ended;
    this.validated = new AtomicLong(begun);
  }

  StoredTemplate stored() {
    return stored;
  }

  /** Returns the number of its version, 0 when that is not one of ours. */
  long number() {
    return number;
  }

  /** Returns when its load was sent; it was current at some moment after. */
  long begun() {
    return begun;
  }

  boolean is(RowVersion version) {
    return stored.version().equals(version);
  }

  /** Notes that a check that was sent at this time found it current. */
  void validatedAt(long begunCheck) {
    validated.accumulateAndGet(begunCheck, CachedTemplate::later);
  }

  /** Returns the latest time after which it is known to have been current. */
  long validated() {
    return validated.get();
  }

  /** Notes that somebody wanted it. */
  void wanted() {
    if (!read) {
      read = true;
    }
  }

  /** Says whether somebody wanted it since it was loaded. */
  boolean isWanted() {
    return read;
  }

  long loadedAt() {
    return ended;
  }

  /**
   * Says whether this may take the place of another: loaded wholly after it, or a later version.
   */
  boolean replaces(CachedTemplate other) {
    return begun - other.ended >= 0 || number > other.number;
  }

  private static long later(long one, long other) {
    return one - other > 0 ? one : other;
  }
}
