package dev.fieldsync.scenarios.bench.classes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JMH finds every side and runs it in a process of its own. */
class ClassesBenchmarkIT {

  @Test
  void measuresEverySideOfEveryWorkload() {
    StringWriter out = new StringWriter();
    CommandLine command =
        new CommandLine(new ClassesBenchmark())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(new StringWriter(), true));

    int status =
        command.execute(
            "--json",
            "--rounds=1",
            "--warm-up-iterations=0",
            "--iterations=1",
            "--iteration-millis=10");

    assertThat(status).isZero();
    JsonNode rows = JsonMapper.shared().readTree(out.toString()).get("rows");
    assertThat(rows.valueStream().map(row -> row.get("side").asString()))
        .containsExactly(
            "onePass",
            "throughTree",
            "tokensOnly",
            "mergePatch",
            "jacksonUpdate",
            "threeWay",
            "parseAndWrite",
            "synchronizedRead",
            "caffeineRead");
    assertThat(rows.valueStream().map(row -> row.at("/nanos/median").asDouble()))
        .allMatch(nanos -> nanos > 0);
  }
}
