package dev.fieldsync.scenarios.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A command line that runs Java, the same Java that runs this program, with its just-in-time
 * compilers at their defaults.
 */
public final class JavaCommand {

  private final List<String> command = new ArrayList<>();

  /** Begins a command line with options for the virtual machine. */
  public JavaCommand(List<String> jvmOptions) {
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
  }

  /** Completes the command line with a jar that can be run and its arguments. */
  public List<String> jar(Path jar, List<String> arguments) {
    command.add("-jar");
    command.add(jar.toString());
    command.addAll(arguments);
    return List.copyOf(command);
  }

  /** Completes the command line with a class on this program's class path and its arguments. */
  public List<String> main(Class<?> main, List<String> arguments) {
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(arguments);
    return List.copyOf(command);
  }
}
