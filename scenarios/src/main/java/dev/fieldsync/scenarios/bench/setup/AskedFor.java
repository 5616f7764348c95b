package dev.fieldsync.scenarios.bench.setup;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What figures depend on: the options of a command with their values. */
public final class AskedFor {

  /** What changes nothing in the figures. */
  private static final Set<String> BESIDES =
      Set.of("--json", "--check", "--data", "--jfr", "--wait-for-quiet", "--help", "--version");

  private AskedFor() {}

  /** Returns the options of a command that was parsed, without dashes, as texts. */
  public static Map<String, Object> options(CommandSpec command) {
    Map<String, Object> all = new LinkedHashMap<>();
    for (OptionSpec option : command.options()) {
      if (!BESIDES.contains(option.longestName())) {
        Object value = option.getValue();
        all.put(option.longestName().substring(2), String.valueOf(value));
      }
    }
    return all;
  }
}
