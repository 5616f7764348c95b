package dev.fieldsync.local;

import dev.fieldsync.local.startup.StartupFailure;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Sends what all parts log to one file, and warnings to the terminal as well.
 *
 * <p>The services bring their own idea of logging; each of their contexts would set up logging for
 * the whole process again. So Spring Boot is told to leave it alone, and Logback reads {@code
 * local-logback.xml} once.
 */
final class LogFile {

  private static volatile @Nullable Path open;

  private LogFile() {}

  /**
   * Begins logging to {@code fieldsync.log} in a directory. Must come before the first logger.
   *
   * @return the file
   */
  static Path open(Path logs) {
    Path file = logs.resolve("fieldsync.log");
    System.setProperty("fieldsync.local.log-file", file.toString());
    System.setProperty("logback.configurationFile", "local-logback.xml");
    System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    open = file;
    return file;
  }

  /**
   * Writes the causes of a failure to the file, if there is one, and not to the terminal.
   *
   * @return where to find them, to be put behind the message; empty when they are nowhere
   */
  static String record(StartupFailure failure) {
    Path file = open;
    if (file == null || failure.getCause() == null) {
      return "";
    }
    // A warning would go to the terminal, where a person reads the one line that matters.
    LoggerFactory.getLogger(LogFile.class).info("The start failed", failure);
    return " (details: " + file + ")";
  }
}
