package dev.fieldsync.scenarios.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How much processor time processes have used, from {@code /proc/<pid>/stat} (Linux); elsewhere
 * from what Java tells of a process, which leaves out children that have ended.
 */
public final class CpuTime {

  /** What Linux shows to programs, whatever it counts with itself (USER_HZ). */
  private static final double TICKS_PER_SECOND = 100;

  private static final int USER = 11;
  private static final int SYSTEM = 12;
  private static final int USER_OF_ENDED_CHILDREN = 13;
  private static final int SYSTEM_OF_ENDED_CHILDREN = 14;

  /** Linux keeps fifteen characters of a thread's name. */
  private static final Pattern COMPILER = Pattern.compile("^\\d+ \\(C[12] CompilerThre");

  private CpuTime() {}

  /** Returns the processor seconds of a process alone; 0 when it does not exist any more. */
  public static double seconds(long pid) {
    return seconds(pid, USER, SYSTEM);
  }

  /**
   * Returns the processor seconds that the just-in-time compilers of a Java process have used; 0
   * where that is not known. Those of a compiler thread that has ended are missing.
   */
  public static double compilerSeconds(long pid) {
    try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
      return threads.mapToDouble(thread -> compilerSeconds(thread.resolve("stat"))).sum();
    } catch (IOException | UncheckedIOException e) {
      return 0;
    }
  }

  private static double compilerSeconds(Path stat) {
    try {
      String text = Files.readString(stat, StandardCharsets.ISO_8859_1);
      return COMPILER.matcher(text).find() ? parse(text, USER, SYSTEM) : 0;
    } catch (IOException e) {
      return 0; // It has ended since we saw it.
    }
  }

  /** Returns the processor seconds of a process, its children and its ended children. */
  public static double secondsWithChildren(long pid) {
    double own = seconds(pid, USER, SYSTEM, USER_OF_ENDED_CHILDREN, SYSTEM_OF_ENDED_CHILDREN);
    try (Stream<ProcessHandle> children =
        ProcessHandle.of(pid).map(ProcessHandle::children).orElse(Stream.empty())) {
      return own + children.mapToDouble(child -> seconds(child.pid())).sum();
    }
  }

  /**
   * Returns the processor seconds of the whole machine since its start, without idle and waiting
   * ones; 0 where that is not known.
   */
  public static double machineSeconds() {
    try {
      return parseMachine(Files.readString(Path.of("/proc/stat"), StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      return 0;
    }
  }

  /** The first line is the sum of all processors: user nice system idle iowait irq softirq. */
  static double parseMachine(String stat) {
    String[] ticks = stat.lines().findFirst().orElse("").strip().split(" +", -1);
    double busy = 0;
    for (int field : new int[] {1, 2, 3, 6, 7}) {
      busy += Long.parseLong(ticks[field]);
    }
    return busy / TICKS_PER_SECOND;
  }

  private static double seconds(long pid, int... fields) {
    Path stat = Path.of("/proc", Long.toString(pid), "stat");
    try {
      return parse(Files.readString(stat, StandardCharsets.ISO_8859_1), fields);
    } catch (IOException e) {
      return ProcessHandle.of(pid)
          .flatMap(process -> process.info().totalCpuDuration())
          .map(duration -> duration.toMillis() / 1_000.0)
          .orElse(0.0);
    }
  }

  /** Returns the sum of fields, counted from 0 after the program's name, in seconds. */
  static double parse(String stat, int... fields) {
    String[] values = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    double ticks = 0;
    for (int field : fields) {
      ticks += Long.parseLong(values[field]);
    }
    return ticks / TICKS_PER_SECOND;
  }
}
