package dev.fieldsync.scenarios.illness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.scenarios.scenario.Provocation;
import dev.fieldsync.scenarios.scenario.Scenario;
import dev.fieldsync.scenarios.scenario.ScenarioCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
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

  static Stream<String> provocations() {
    return Provocations.all().stream().map(Scenario::name);
  }

  @ParameterizedTest
  @MethodSource("provocations")
  void theDoctorNamesIt(String name) {
    Provocation provocation =
        Provocations.all().stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow();
    StringWriter said = new StringWriter();
    CommandLine command = ScenarioCommand.of(provocation);
    command.setOut(new PrintWriter(said, true)).setErr(new PrintWriter(said, true));
    List<String> system =
        provocation.ownCluster().isPresent()
            ? List.of()
            : List.of("--cluster", "gateways=1,workers=1");

    assertThat(command.execute(system.toArray(String[]::new))).as(said::toString).isZero();
  }
}
