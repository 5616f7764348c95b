package dev.fieldsync.doctor.symptom;

/**
 * A process of ours.
 *
 * @param service what it is
 * @param node names it
 * @param poolActive connections in use, on average
 * @param poolPending threads that waited for one, on average
 * @param poolMax connections that there may be
 * @param acquireSeconds how long one was waited for, on average
 * @param commitsPerSecond transactions that it made durable
 * @param commitSeconds how long that took, on average
 * @param collecting share of the time in which it stood still for garbage collection, 0 to 1
 * @param heapAfterCollection share of its heap that a collection left in use, 0 to 1
 * @param machineBusy share of its machine's processors that is busy, 0 to 1
 * @param processors how many its machine has
 */
public record ProcessSymptoms(
    String service,
    String node,
    double poolActive,
    double poolPending,
    double poolMax,
    double acquireSeconds,
    double commitsPerSecond,
    double commitSeconds,
    double collecting,
    double heapAfterCollection,
    double machineBusy,
    double processors) {

  /** Returns it in a few words. */
  public String text() {
    return service + " " + node;
  }
}
