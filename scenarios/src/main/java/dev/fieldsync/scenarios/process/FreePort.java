package dev.fieldsync.scenarios.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A port of the loopback interface that nobody uses at this moment. */
public final class FreePort {

  private FreePort() {}

  /**
   * Finds one.
   *
   * @throws ScenarioFailure when the machine has none
   */
  public static int any() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new ScenarioFailure("There is no free port: " + e.getMessage(), e);
    }
  }
}
