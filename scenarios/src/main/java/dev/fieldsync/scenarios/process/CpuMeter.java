package dev.fieldsync.scenarios.process;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleSupplier;

/** Measures how much of the processors some processes use. Not thread-safe. */
public final class CpuMeter {

  /** What everybody else on the machine uses: should be next to nothing. */
  public static final String OTHERS = "others";

  private final Map<String, DoubleSupplier> processes = new LinkedHashMap<>();
  private final Map<String, Long> pids = new HashMap<>();
  private final Map<String, Double> before = new LinkedHashMap<>();
  private double machineBefore;
  private long since;

  /** Adds a process alone. */
  public CpuMeter add(String name, long pid) {
    processes.put(name, () -> CpuTime.seconds(pid));
    pids.put(name, pid);
    return this;
  }

  /** Adds a process with all its children. */
  public CpuMeter addWithChildren(String name, long pid) {
    processes.put(name, () -> CpuTime.secondsWithChildren(pid));
    return this;
  }

  /** Returns the processor seconds that the compilers of some processes have used so far. */
  public double compilerSeconds(Set<String> names) {
    return pids.entrySet().stream()
        .filter(process -> names.contains(process.getKey()))
        .mapToDouble(process -> CpuTime.compilerSeconds(process.getValue()))
        .sum();
  }

  /** Begins to measure. */
  public void start() {
    processes.forEach((name, seconds) -> before.put(name, seconds.getAsDouble()));
    machineBefore = CpuTime.machineSeconds();
    since = System.nanoTime();
  }

  /** Returns the processor seconds per second since {@link #start()}, by process. */
  public Map<String, Double> read() {
    double seconds = (System.nanoTime() - since) / 1e9;
    Map<String, Double> used = new LinkedHashMap<>();
    processes.forEach(
        (name, now) ->
            used.put(name, (now.getAsDouble() - before.getOrDefault(name, 0.0)) / seconds));
    double machine = (CpuTime.machineSeconds() - machineBefore) / seconds;
    double known = used.values().stream().mapToDouble(Double::doubleValue).sum();
    used.put(OTHERS, Math.max(0, machine - known));
    return used;
  }
}
