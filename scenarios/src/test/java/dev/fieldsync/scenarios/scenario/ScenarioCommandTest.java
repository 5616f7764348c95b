package dev.fieldsync.scenarios.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.scenarios.figures.Goal;
import dev.fieldsync.scenarios.system.Target;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ScenarioCommandTest {

  private final StringWriter out = new StringWriter();

  /** Talks to nobody. */
  private static final class Counting implements Scenario {

    @Option(names = "--found", defaultValue = "3")
    private int found;

    @Override
    public String name() {
      return "counting";
    }

    @Override
    public String purpose() {
      return "Counts to three.";
    }

    @Override
    public Findings run(Target system, Narrator narrator) {
      return new Findings.Builder()
          .figure("found", found)
          .goal(Goal.atLeast("numbers", 3, found))
          .meaning("It can count.");
    }
  }

  @Test
  void aPassIsSaidWithItsFiguresAndWhatItMeans() {
    assertThat(run()).isZero();
    assertThat(out.toString())
        .contains("found", "PASS  numbers: 3 (at least 3)", "PASS  counting. It can count.");
  }

  @Test
  void aMissedGoalEndsWithStatus1AndSaysWhichItWas() {
    assertThat(run("--found", "2")).isOne();
    assertThat(out.toString())
        .contains("FAIL  numbers: 2 (at least 3)", "FAIL  counting. Not as promised: numbers");
  }

  @Test
  void machinesReadJson() {
    assertThat(run("--found", "2", "--json")).isOne();

    JsonNode report = JsonMapper.shared().readTree(out.toString());
    assertThat(report.path("passed").asBoolean(true)).isFalse();
    assertThat(report.path("figures").path("found").asInt()).isEqualTo(2);
    assertThat(report.path("goals").path(0).path("met").asBoolean(true)).isFalse();
  }

  private int run(String... arguments) {
    CommandLine command = ScenarioCommand.of(new Counting());
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(new StringWriter(), true));
    return command.execute(arguments);
  }
}
