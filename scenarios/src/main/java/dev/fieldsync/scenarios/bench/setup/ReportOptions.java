package dev.fieldsync.scenarios.bench.setup;

import dev.fieldsync.scenarios.figures.Goal;
import java.io.PrintWriter;
import picocli.CommandLine.Option;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The options for what becomes of a report. */
public final class ReportOptions {

  private static final int GOAL_MISSED = 1;

  @Option(names = "--json", description = "Print the report as JSON; progress goes to stderr.")
  private boolean json;

  @Option(names = "--check", description = "Exit with status 1 when a goal is missed.")
  private boolean check;

  /**
   * Prints a report as it is wanted.
   *
   * @return the status to end with
   */
  public int print(BenchmarkReport report, PrintWriter out) {
    out.println(json ? toJson(report) : report.text());
    return check && !report.goals().stream().allMatch(Goal::met) ? GOAL_MISSED : 0;
  }

  private static String toJson(BenchmarkReport report) {
    return JsonMapper.builder()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .build()
        .writeValueAsString(report);
  }
}
