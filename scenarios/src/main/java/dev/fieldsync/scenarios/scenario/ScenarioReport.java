package dev.fieldsync.scenarios.scenario;

import dev.fieldsync.scenarios.figures.Figures;
import dev.fieldsync.scenarios.figures.Goal;
import java.util.List;
import java.util.Map;

/**
 * What a run is reported as; its components are what machines read.
 *
 * @param scenario its name
 * @param passed whether all goals are met
 * @param figures as in {@link Findings}
 * @param goals as in {@link Findings}
 * @param meaning what it means, whichever way it went
 */
record ScenarioReport(
    String scenario,
    boolean passed,
    Map<String, Object> figures,
    List<Goal> goals,
    String meaning) {

  static ScenarioReport of(String scenario, Findings findings) {
    return new ScenarioReport(
        scenario,
        findings.passed(),
        findings.figures(),
        findings.goals(),
        findings.passed() ? findings.meaning() : blame(findings));
  }

  private static String blame(Findings findings) {
    List<String> missed =
        findings.goals().stream().filter(goal -> !goal.met()).map(Goal::text).toList();
    return "Not as promised: "
        + String.join("; ", missed)
        + ". docs/scenarios.md says what each means and where to look.";
  }

  String text() {
    StringBuilder text = new StringBuilder();
    figures.forEach((name, value) -> text.append("  %-44s %s%n".formatted(name, shown(value))));
    text.append(System.lineSeparator());
    goals.forEach(goal -> text.append(Figures.goal(goal)).append(System.lineSeparator()));
    text.append(System.lineSeparator()).append(passed ? "PASS  " : "FAIL  ").append(scenario);
    return text.append(". ").append(meaning).toString();
  }

  private static String shown(Object value) {
    if (value instanceof Record) {
      return "(too much for a line; --json shows it)";
    }
    return value instanceof Double number ? Figures.number(number) : String.valueOf(value);
  }
}
