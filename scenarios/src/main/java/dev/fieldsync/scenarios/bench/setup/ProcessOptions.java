package dev.fieldsync.scenarios.bench.setup;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for what a benchmark starts. */
public final class ProcessOptions {

  @Option(
      names = "--wait-for-quiet",
      defaultValue = "60",
      description =
          "Seconds to wait at the most, before each measurement, for others on the machine to become"
              + " quiet (default ${DEFAULT-VALUE}).")
  private int quietSeconds;

  @Option(
      names = "--jvm",
      split = " ",
      defaultValue = "-Xms512m -Xmx512m",
      description = "JVM options of every service, the same for all (default ${DEFAULT-VALUE}).")
  private List<String> jvmOptions = List.of();

  @Option(
      names = "--jfr",
      paramLabel = "<directory>",
      description = "Write a flight recording of each service there; slows all of them a little.")
  private @Nullable Path jfr;

  @Option(
      names = "--data",
      paramLabel = "<directory>",
      description =
          "An empty directory for databases and logs, which is kept (default a temporary one).")
  private @Nullable Path data;

  /** Returns how many seconds to wait for others at the most. */
  public int quietSeconds() {
    return quietSeconds;
  }

  /** Returns the options of every virtual machine, without those of recordings. */
  public List<String> jvmOptions() {
    return jvmOptions;
  }

  /** Returns the directory for flight recordings; {@code null}: none are wanted. */
  public @Nullable Path jfr() {
    return jfr;
  }

  /** Returns the user's directory for data and logs; {@code null}: a temporary one. */
  public @Nullable Path data() {
    return data;
  }
}
