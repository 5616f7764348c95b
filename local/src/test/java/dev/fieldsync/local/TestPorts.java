package dev.fieldsync.local;

import dev.fieldsync.local.startup.Ports;
import dev.fieldsync.local.startup.StartupFailure;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for tests, from a range that operating systems do not give to outgoing connections: they
 * stay free between being found and being used.
 */
public final class TestPorts {

  private static final int ATTEMPTS = 100;

  private TestPorts() {}

  /** Returns a port that is free. */
  public static int free() {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
      try {
        Ports.requireFree(port, "a test", "none");
        return port;
      } catch (StartupFailure taken) {
        // The next one, then.
      }
    }
    throw new IllegalStateException("No free port in " + ATTEMPTS + " attempts");
  }
}
