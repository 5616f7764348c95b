package dev.fieldsync.scenarios.illness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.scenarios.scenario.Scenario;
import dev.fieldsync.scenarios.scenario.ScenarioCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Each bottleneck, brought about in a system of real processes, is named and no other is. */
@Tag("load")
class IllnessIT {

  @BeforeAll
  static void findTheJars() {
    System.setProperty("fieldsync.root", "..");
  }

  static Stream<String> illnesses() {
    return Illnesses.all().stream()
        .filter(each -> each.ownCluster().isPresent())
        .map(Scenario::name);
  }

  @ParameterizedTest
  @MethodSource("illnesses")
  void theDoctorNamesIt(String name) {
    Scenario illness =
        Illnesses.all().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    StringWriter said = new StringWriter();
    CommandLine command = ScenarioCommand.of(illness);
    command.setOut(new PrintWriter(said, true)).setErr(new PrintWriter(said, true));

    assertThat(command.execute()).as(said::toString).isZero();
  }
}
