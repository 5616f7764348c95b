package dev.fieldsync.local.device;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What must come out, told anew and without the product: of each task the write that beats all
 * others stands, and sets the fields that it carries when it arrives; a write is in a conflict
 * when, at its arrival, another device's write stood that its person had not seen.
 */
final class ReferenceModel {

  private final Map<String, Written> standing = new HashMap<>();
  private final Set<String> completed = new HashSet<>();
  private final Map<String, String> winners = new TreeMap<>();
  private final Set<String> unsure = new TreeSet<>();
  private final List<Written> arrived;

  /**
   * Decides.
   *
   * @param arrived every operation once, in the order of its task's first arrivals
   */
  ReferenceModel(List<Written> arrived) {
    this.arrived = arrived;
    arrived.forEach(this::arrive);
  }

  private void arrive(Written write) {
    Written before = standing.get(write.taskId());
    if (before == null) {
      stand(write);
      return;
    }
    boolean wins = write.beats(before);
    if (!before.device().equals(write.device())) {
      if (!write.basisIsSure()) {
        unsure.add(write.id());
      } else if (!before.equals(write.basis())) {
        winners.put(write.id(), wins ? "incoming" : "stored");
      }
    }
    if (wins) {
      stand(write);
    }
  }

  private void stand(Written write) {
    standing.put(write.taskId(), write);
    if (Boolean.TRUE.equals(write.completed())) {
      completed.add(write.taskId());
    } else if (Boolean.FALSE.equals(write.completed())) {
      completed.remove(write.taskId());
    }
  }

  /** The titles of the tasks that are not deleted, with a mark for those that are completed. */
  Map<String, String> tasks() {
    return standing.values().stream()
        .filter(write -> !write.isDeletion())
        .collect(
            Collectors.toMap(
                Written::taskId,
                write -> write.title() + (completed.contains(write.taskId()) ? " (completed)" : ""),
                (a, b) -> a,
                TreeMap::new));
  }

  /** Who won each conflict, by the operation that met the other side's. */
  Map<String, String> conflicts() {
    return winners;
  }

  /** Operations of which it cannot be said whether they are in a conflict. */
  Set<String> unsure() {
    return unsure;
  }

  /** The conflicts of one device's operations. */
  Set<String> conflictsOf(String device) {
    return arrived.stream()
        .filter(write -> write.device().equals(device) && winners.containsKey(write.id()))
        .map(Written::id)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Everything, task by task, for people who look for what went wrong. */
  String explained() {
    Map<String, StringBuilder> byTask = new LinkedHashMap<>();
    arrived.forEach(
        write ->
            byTask
                .computeIfAbsent(write.taskId(), id -> new StringBuilder("task " + id + "\n"))
                .append(write.equals(standing.get(write.taskId())) ? "* " : "  ")
                .append(write)
                .append(winners.containsKey(write.id()) ? ", conflict" : "")
                .append('\n'));
    return String.join("", byTask.values());
  }
}
