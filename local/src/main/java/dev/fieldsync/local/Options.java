package dev.fieldsync.local;

import dev.fieldsync.local.startup.StartupFailure;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where settings come from: options ({@code --name=value}), Java system properties, and environment
 * variables ({@code FIELDSYNC_LOCAL_KAFKA_PORT}), in this order of precedence.
 *
 * <p>Spring's Environment would do, but it begins to log when it is made, and where to is one of
 * the settings.
 */
record Options(Map<String, String> given, Map<String, String> environment) {

  /**
   * Reads a command line; an option without a value has the value {@code true}.
   *
   * @throws StartupFailure when an argument is not an option
   */
  static Options parse(Map<String, String> environment, String... arguments) {
    Map<String, String> given = new LinkedHashMap<>();
    for (String argument : arguments) {
      if (!argument.startsWith("--") || argument.length() == 2) {
        throw new StartupFailure(
            "\"%s\" is not an option; options look like --name=value.".formatted(argument));
      }
      int equals = argument.indexOf('=');
      if (equals < 0) {
        given.put(argument.substring(2), "true");
      } else {
        given.put(argument.substring(2, equals), argument.substring(equals + 1));
      }
    }
    return new Options(given, environment);
  }

  Optional<String> value(String name) {
    String variable = name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    return Optional.ofNullable(given.get(name))
        .or(() -> Optional.ofNullable(System.getProperty(name)))
        .or(() -> Optional.ofNullable(environment.get(variable)));
  }
}
