package dev.fieldsync.scenarios.audit;

import dev.fieldsync.scenarios.figures.Goal;
import dev.fieldsync.scenarios.scenario.Findings;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was checked and what was found; of the faults the first few by name. Not thread-safe. */
final class Ledger {

  private static final int MOST_NAMED = 10;

  private final Map<String, Long> checked = new LinkedHashMap<>();
  private final Map<Fault, Long> faults = new EnumMap<>(Fault.class);
  private final Map<Fault, List<String>> named = new EnumMap<>(Fault.class);

  /** Counts what was looked at. */
  void count(String what, long more) {
    checked.merge(what, more, Long::sum);
  }

  /**
   * Notes a fault.
   *
   * @param where what a person can look for
   */
  void fault(Fault fault, String where) {
    faults.merge(fault, 1L, Long::sum);
    List<String> some = named.computeIfAbsent(fault, each -> new ArrayList<>());
    if (some.size() < MOST_NAMED) {
      some.add(where);
    }
  }

  long faults(Fault fault) {
    return faults.getOrDefault(fault, 0L);
  }

  Findings findings() {
    Findings.Builder findings = new Findings.Builder();
    checked.forEach(findings::figure);
    named.forEach((fault, some) -> findings.figure(fault.text(), String.join(", ", some)));
    for (Fault fault : Fault.values()) {
      findings.goal(Goal.none(fault.text(), faults(fault)));
    }
    return findings.meaning(
        "Every accepted request has exactly one outcome, every version chain is whole, and the"
            + " history, applied once each, gives the stored documents.");
  }
}
