package dev.fieldsync.simulators.traffic;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a simulator counted since it was started or told to forget. Thread-safe. */
public final class Counters {

  private final Map<Fault, Long> faults = new EnumMap<>(Fault.class);
  private long calls;
  private long refused;
  private long duplicates;
  private int inFlight;
  private int mostInFlight;

  Counters() {}

  /** Returns how many calls arrived, refused ones included. */
  public synchronized long calls() {
    return calls;
  }

  /** Returns how many calls were told to come back because they were too many. */
  public synchronized long refused() {
    return refused;
  }

  /** Returns how many calls carried a key that was seen before. */
  public synchronized long duplicates() {
    return duplicates;
  }

  /** Returns how many calls went wrong in a way. */
  public synchronized long faults(Fault fault) {
    return faults.getOrDefault(fault, 0L);
  }

  /** Returns how many calls are open; hanging ones count until they are given up. */
  public synchronized int inFlight() {
    return inFlight;
  }

  /** Returns how many calls were open at the same time at most. */
  public synchronized int mostInFlight() {
    return mostInFlight;
  }

  /** Counts a call whose key was seen before. */
  public synchronized void duplicate() {
    duplicates++;
  }

  synchronized void arrived() {
    calls++;
    inFlight++;
    mostInFlight = Math.max(mostInFlight, inFlight);
  }

  synchronized void ended() {
    inFlight--;
  }

  synchronized void refuse() {
    refused++;
  }

  synchronized void fault(Fault fault) {
    faults.merge(fault, 1L, Long::sum);
  }

  synchronized void forget() {
    calls = 0;
    refused = 0;
    duplicates = 0;
    faults.clear();
    mostInFlight = inFlight;
  }

  synchronized ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("calls", calls).put("refused", refused).put("duplicates", duplicates);
    json.put("inFlight", inFlight).put("mostInFlight", mostInFlight);
    ObjectNode wrong = json.putObject("faults");
    faults.forEach((fault, count) -> wrong.put(fault.name().toLowerCase(Locale.ROOT), count));
    return json;
  }
}
