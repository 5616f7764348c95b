package dev.fieldsync.testing;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the servers are chosen, and the choice itself. */
enum BackendChoice {
  AUTO {
    @Override
    Servers start() {
      try {
        return DockerServers.start("a Docker engine answers");
      } catch (DockerUnavailable e) {
        return EmbeddedServers.start(e.getMessage());
      }
    }
  },
  DOCKER {
    @Override
    Servers start() {
      return DockerServers.start("as asked for");
    }
  },
  EMBEDDED {
    @Override
    Servers start() {
      return EmbeddedServers.start("as asked for");
    }
  };

  static final String PROPERTY = "fieldsync.test.backends";
  static final String VARIABLE = "FIELDSYNC_TEST_BACKENDS";

  abstract Servers start();

  static BackendChoice fromSettings() {
    String property = System.getProperty(PROPERTY);
    return parse(property != null ? property : System.getenv(VARIABLE));
  }

  static BackendChoice parse(@Nullable String setting) {
    if (setting == null || setting.isBlank()) {
      return AUTO;
    }
    for (BackendChoice choice : values()) {
      if (choice.name().equals(setting.strip().toUpperCase(Locale.ROOT))) {
        return choice;
      }
    }
    throw new IllegalArgumentException(
        "%s (or %s) is '%s'; it can be docker, embedded or auto"
            .formatted(PROPERTY, VARIABLE, setting));
  }
}
