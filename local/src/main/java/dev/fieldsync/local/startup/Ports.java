package dev.fieldsync.local.startup;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of the loopback interface. */
public final class Ports {

  /** The only interface that the local system listens on. */
  public static final String LOOPBACK = "127.0.0.1";

  private Ports() {}

  /**
   * Checks that nobody listens on a port.
   *
   * @param user what wants the port, as it should read in the message
   * @param property the property that names another port
   * @throws StartupFailure when the port is taken
   */
  public static void requireFree(int port, String user, String property) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(loopback(), port));
    } catch (IOException e) {
      throw new StartupFailure(
          "Port %d for %s cannot be used (%s); stop what listens there or choose another with --%s=<port>."
              .formatted(port, user, e.getMessage(), property));
    }
  }

  /**
   * Finds a port that is free at this moment.
   *
   * @throws StartupFailure when the machine has none
   */
  public static int anyFree() {
    try (ServerSocket socket = new ServerSocket(0, 1, loopback())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new StartupFailure("No free port on " + LOOPBACK + " (" + e.getMessage() + ").", e);
    }
  }

  private static InetAddress loopback() throws IOException {
    return InetAddress.getByAddress(LOOPBACK, new byte[] {127, 0, 0, 1});
  }
}
