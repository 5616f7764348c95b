package dev.fieldsync.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ScenariosTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void everyCommandExplainsItself() {
    assertThat(run("--help")).isZero();
    assertThat(run("bench", "templates", "--help")).isZero();
    assertThat(run("bench", "tasks", "--help")).isZero();
    assertThat(out.toString()).contains("--operations", "--peer-batch");
    assertThat(out.toString()).contains("--rounds", "--json", "--check", "--document-bytes");
    assertThat(run("bench", "cache", "--help")).isZero();
    assertThat(run("bench", "reads", "--help")).isZero();
    assertThat(run("bench", "latency", "--help")).isZero();
    assertThat(run("bench", "growth", "--help")).isZero();
    assertThat(out.toString()).contains("--warm-up-writes", "--percent", "--partitions");
    assertThat(run("bench", "jobs", "--help")).isZero();
    assertThat(out.toString()).contains("--jobs", "--workers", "--sides", "--waiting");
  }

  @Test
  void anUnknownOptionIsSaidAndEndsWithStatus2() {
    assertThat(run("bench", "templates", "--roundz", "3")).isEqualTo(2);
    assertThat(err.toString()).contains("--roundz");
  }

  private int run(String... arguments) {
    CommandLine commandLine = Scenarios.commandLine();
    commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return commandLine.execute(arguments);
  }
}
