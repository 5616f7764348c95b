package dev.fieldsync.scenarios.process;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Asks a service on this machine whether it is ready. */
public final class HttpProbe {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int TIMEOUT_MS = 2_000;

  private HttpProbe() {}

  /**
   * Waits until a GET is answered with a status.
   *
   * @throws ScenarioFailure when the service ends or takes longer than two minutes
   */
  public static void awaitStatus(ChildProcess service, int port, String path, int status) {
    Waiting.until(
        LIMIT,
        service.name() + " does not answer " + path + " with " + status,
        () -> {
          service.requireAlive();
          return status(port, path) == status ? Optional.of(status) : Optional.empty();
        });
  }

  /** Returns the status, 0 when there is no answer. */
  private static int status(int port, String path) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection)
              URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
      connection.setConnectTimeout(TIMEOUT_MS);
      connection.setReadTimeout(TIMEOUT_MS);
      return connection.getResponseCode();
    } catch (IOException e) {
      return 0;
    }
  }
}
