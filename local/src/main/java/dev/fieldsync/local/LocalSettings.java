package dev.fieldsync.local;

import dev.fieldsync.local.startup.StartupFailure;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a person can choose; see {@link Options} for where.
 *
 * @param data {@code fieldsync.local.data}: the directory where everything is kept; default {@code
 *     .fieldsync} in the working directory
 * @param clean {@code --clean}, {@code fieldsync.local.clean}: whether to delete the data that is
 *     there; default false
 * @param httpPort {@code fieldsync.local.http-port}: port of the gateway; default 8080
 * @param kafkaPort {@code fieldsync.local.kafka-port}: port of the broker; default 9092
 * @param postgresPort {@code fieldsync.local.postgres-port}: port of the database; default 5432
 * @param forServices all other options, which the services get as they are
 */
record LocalSettings(
    Path data,
    boolean clean,
    int httpPort,
    int kafkaPort,
    int postgresPort,
    Map<String, String> forServices) {

  static final String HTTP_PORT = "fieldsync.local.http-port";
  static final String KAFKA_PORT = "fieldsync.local.kafka-port";
  static final String POSTGRES_PORT = "fieldsync.local.postgres-port";

  private static final String DATA = "fieldsync.local.data";
  private static final String CLEAN = "fieldsync.local.clean";
  private static final String CLEAN_FLAG = "clean";
  private static final Set<String> OWN =
      Set.of(CLEAN_FLAG, DATA, CLEAN, HTTP_PORT, KAFKA_PORT, POSTGRES_PORT);

  /**
   * Reads the settings.
   *
   * @throws StartupFailure when an option is unknown or its value is not possible
   */
  static LocalSettings from(Options options) {
    return new LocalSettings(
        Path.of(options.value(DATA).orElse(".fieldsync")),
        isTrue(CLEAN_FLAG, options.given().get(CLEAN_FLAG))
            || isTrue(CLEAN, options.value(CLEAN).orElse(null)),
        port(options, HTTP_PORT, 8080),
        port(options, KAFKA_PORT, 9092),
        port(options, POSTGRES_PORT, 5432),
        forServices(options));
  }

  private static boolean isTrue(String name, @Nullable String value) {
    if (value == null || value.equals("false")) {
      return false;
    }
    if (value.equals("true")) {
      return true;
    }
    throw new StartupFailure("%s must be true or false, not \"%s\".".formatted(name, value));
  }

  private static int port(Options options, String name, int otherwise) {
    String value = options.value(name).orElse(Integer.toString(otherwise));
    if (value.matches("\\d{1,5}")) {
      int port = Integer.parseInt(value);
      if (port >= 1 && port <= 65_535) {
        return port;
      }
    }
    throw new StartupFailure(
        "%s must be a port number from 1 to 65535, not \"%s\".".formatted(name, value));
  }

  /**
   * A misspelt {@code --clean} that starts on the old data would be a surprise, so it is refused.
   */
  private static Map<String, String> forServices(Options options) {
    Map<String, String> others = new LinkedHashMap<>(options.given());
    others.keySet().removeAll(OWN);
    for (String name : others.keySet()) {
      if (!name.contains(".") || name.startsWith("fieldsync.local.")) {
        throw new StartupFailure(
            "Unknown option --%s; there are --clean, --%s, --%s, --%s and --%s, and the services' own."
                .formatted(name, DATA, HTTP_PORT, KAFKA_PORT, POSTGRES_PORT));
      }
    }
    return Map.copyOf(others);
  }
}
